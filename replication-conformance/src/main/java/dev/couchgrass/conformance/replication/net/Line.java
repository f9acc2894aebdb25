package dev.couchgrass.conformance.replication.net;

import dev.couchgrass.conformance.replication.net.Weather.Fate;
import dev.couchgrass.conformance.replication.net.Weather.Passage;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way to a database, for every replication that reads or writes it. */
public final class Line {
  private final Simulation simulation;
  private final Set<Supplier<Future<Void>>> open = new LinkedHashSet<>();
  private final Set<LineFeed> feeds = new LinkedHashSet<>();
  private DocumentStore store;
  private Weather weather = Weather.CALM;
  private Random random = new Random(0);
  private int life;
  private long writes;

  public Line(Simulation simulation, DocumentStore store) {
    this.simulation = simulation;
    this.store = store;
    simulation.lookout(this::lookAtFeeds);
  }

  Simulation simulation() {
    return simulation;
  }

  /** The database itself. */
  public DocumentStore store() {
    return store;
  }

  /** The database as a replication reads it. */
  public DocumentStore asSource(Session session) {
    return new LineStore(this, session);
  }

  /**
   * The database as a replication writes it.
   *
   * @param noted hears of each local document when it is there, and is waited for
   */
  public DocumentStore asTarget(Session session, Function<LocalDocument, Future<Void>> noted) {
    return new TargetStore(this, session, noted);
  }

  /** What calls meet from now on. */
  public void weather(Weather next, long seed) {
    weather = next;
    random = new Random(seed);
  }

  /**
   * Hangs up: what is being read fails from now on, and no staged attachment can be used. The store
   * is there still, so that what is open can be closed.
   */
  public Future<Void> hangUp() {
    life++;
    List<LineFeed> cut = new ArrayList<>(feeds);
    feeds.clear();
    cut.forEach(LineFeed::cut);
    List<Future<Void>> closed = open.stream().map(Supplier::get).toList();
    open.clear();
    return Future.join(closed).mapEmpty();
  }

  /** The same database, opened again. */
  public void reopened(DocumentStore opened) {
    store = opened;
  }

  /** Which of its lives the store is in: what it handed out in another one is void. */
  int life() {
    return life;
  }

  /** How many calls that write it has taken. */
  long writes() {
    return writes;
  }

  /** Notes that the database may have changed. */
  public void written() {
    writes++;
  }

  /** Makes a call that may as well be made twice. */
  <T> Future<T> call(Session session, Function<DocumentStore, Future<T>> work) {
    return send(session, true, () -> work.apply(store));
  }

  /** Makes a call whose meaning depends on how often it is made. */
  <T> Future<T> callOnce(Session session, Supplier<Future<T>> work) {
    return send(session, false, work);
  }

  /** Does something at this end: no weather hinders it, but it has its place among all events. */
  <T> Future<T> atOnce(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    simulation.work(
        0,
        simulation.ticket(),
        () -> carryOut(work).andThen(done).<Void>mapEmpty().otherwiseEmpty());
    return done.future();
  }

  /** Closes something when the line hangs up, if nobody has closed it before. */
  void closeInTheEnd(Supplier<Future<Void>> closing) {
    open.add(closing);
  }

  private <T> Future<T> send(Session session, boolean repeatable, Supplier<Future<T>> work) {
    if (session.killed()) {
      return Future.failedFuture(dead());
    }
    Promise<T> answer = Promise.promise();
    Passage passage = weather.passage(random);
    long answered = simulation.ticket();
    if (passage.fate() == Fate.LOST) {
      simulation.later(
          passage.there() + passage.back(),
          answered,
          () -> deliver(session, answer, Future.failedFuture(dead())));
      return answer.future();
    }
    simulation.work(
        passage.there(),
        simulation.ticket(),
        () ->
            carryOut(work)
                .transform(
                    done -> {
                      AsyncResult<T> told =
                          passage.fate() == Fate.ANSWER_LOST ? Future.failedFuture(dead()) : done;
                      simulation.later(
                          passage.back(), answered, () -> deliver(session, answer, told));
                      return Future.succeededFuture();
                    }));
    if (repeatable && passage.fate() == Fate.MADE_TWICE) {
      simulation.work(
          passage.there() + passage.again(),
          simulation.ticket(),
          () -> carryOut(work).otherwiseEmpty().mapEmpty());
    }
    return answer.future();
  }

  private static <T> Future<T> carryOut(Supplier<Future<T>> work) {
    return Future.<Void>succeededFuture().compose(now -> work.get());
  }

  private static <T> void deliver(Session session, Promise<T> answer, AsyncResult<T> result) {
    if (session.killed()) {
      answer.fail(dead());
    } else if (result.succeeded()) {
      answer.complete(result.result());
    } else {
      answer.fail(result.cause());
    }
  }

  static StoreException dead() {
    return new StoreException(ErrorCode.STORE_FAILED, "The line is dead");
  }

  void listen(LineFeed feed) {
    feeds.add(feed);
  }

  void silence(LineFeed feed) {
    feeds.remove(feed);
  }

  private Future<Void> lookAtFeeds() {
    return Repeat.each(List.copyOf(feeds), LineFeed::look);
  }

  /** How long a feed stays whole, if it is cut at all; drawn like any other call. */
  Passage passage() {
    return weather.passage(random);
  }
}
