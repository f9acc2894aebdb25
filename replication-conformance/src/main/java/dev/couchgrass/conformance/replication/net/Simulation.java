package dev.couchgrass.conformance.replication.net;

import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.sync.time.Timers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Events in the order of their times, one after the other: an event has ended, and whatever it set
 * off has come to rest, before the next one happens. So stores that answer at their own pace are
 * called in the same order every time.
 *
 * <p>Everything happens on one context, that of the replications under test; what is not marked
 * otherwise is called there.
 */
public final class Simulation implements InstantSource, Timers {
  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

  /** A replication goes round by the context a few times before it rests; these are more. */
  private static final int HOPS = 12;

  /** What only looks from time to time whether anything happens is no event that is waited for. */
  private static final long QUIET = Duration.ofHours(2).toMillis();

  /** What happens; the event ends when the future completes. */
  private record Event(long at, long ticket, boolean timer, Supplier<Future<Void>> action) {}

  private final Context context;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::ticket));
  private final List<Supplier<Future<Void>>> lookouts = new ArrayList<>();
  private Optional<AssertionError> broken = Optional.empty();
  private volatile long millis;
  private long lastCall;
  private long tickets;
  private long trace;

  public Simulation(Vertx vertx) {
    this.context = vertx.getOrCreateContext();
  }

  @Override
  public Instant instant() {
    return BEGIN.plusMillis(millis);
  }

  @Override
  public Timer after(Duration pause, Runnable task) {
    Event event = new Event(millis + pause.toMillis(), ticket(), true, () -> done(task));
    events.add(event);
    return () -> events.remove(event);
  }

  private static Future<Void> done(Runnable task) {
    task.run();
    return Future.succeededFuture();
  }

  /** A place in the order of events of one time; taken early, it does not depend on a store. */
  long ticket() {
    return ++tickets;
  }

  /** Lets something happen after a pause. */
  void later(long pause, long ticket, Runnable task) {
    events.add(new Event(millis + pause, ticket, false, () -> done(task)));
  }

  /** Lets something be done after a pause; nothing else happens until it has ended. */
  void work(long pause, long ticket, Supplier<Future<Void>> action) {
    events.add(new Event(millis + pause, ticket, false, action));
  }

  /** Has something done before each event. */
  void lookout(Supplier<Future<Void>> look) {
    lookouts.add(look);
  }

  /** Tells runs apart in which other events happened, or at other times. */
  public long trace() {
    return trace;
  }

  /** Notes that a rule was broken: the run under way fails with the first. */
  public void broken(AssertionError error) {
    broken = broken.or(() -> Optional.of(error));
  }

  /** Does something on the context of all this. From any thread. */
  public <T> Future<T> call(Supplier<T> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        now -> {
          Future.<Void>succeededFuture().map(go -> action.get()).onComplete(done);
        });
    return done.future();
  }

  /**
   * Lets events happen, at most so many; fewer if nothing is left to happen, for hours at least.
   * From any thread, but not while it runs.
   *
   * @return how many there were
   */
  public Future<Integer> run(int most) {
    Promise<Integer> done = Promise.promise();
    context.runOnContext(now -> rest(HOPS, () -> next(0, most, done)));
    return done.future();
  }

  private void rest(int hops, Runnable then) {
    if (hops == 0) {
      then.run();
    } else {
      context.runOnContext(now -> rest(hops - 1, then));
    }
  }

  private void next(int happened, int most, Promise<Integer> done) {
    look()
        .compose(looked -> happened < most ? happen() : Future.succeededFuture(false))
        .onComplete(
            one -> {
              if (one.failed() || broken.isPresent()) {
                done.fail(broken.<Throwable>map(error -> error).orElseGet(one::cause));
              } else if (one.result()) {
                rest(HOPS, () -> next(happened + 1, most, done));
              } else {
                done.complete(happened);
              }
            });
  }

  private Future<Void> look() {
    return Repeat.each(lookouts, Supplier::get);
  }

  /** Lets the next event happen; false if there is none. */
  private Future<Boolean> happen() {
    Event event = events.peek();
    if (event == null || (event.timer() && event.at() > lastCall + QUIET)) {
      return Future.succeededFuture(false);
    }
    events.remove(event);
    millis = Math.max(millis, event.at());
    lastCall = event.timer() ? lastCall : millis;
    trace = 31 * (31 * trace + millis) + event.ticket();
    return Future.succeededFuture().compose(now -> event.action().get()).map(true);
  }
}
