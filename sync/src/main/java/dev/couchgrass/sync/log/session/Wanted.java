package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.LogStore;
import dev.couchgrass.sync.log.wire.LogMessages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The bodies that never came, of which a session asks for as many as one message holds.
 *
 * <p>They are drawn by lot: some may be nowhere any more, and who always asked for the first ones
 * might never come to those that the other side has.
 */
final class Wanted {
  /** How many of one log are looked at. */
  private static final int OF_ONE_LOG = 100;

  private final LogStore logs;

  /** Those drawn so far, of all that were seen. */
  private final List<Body> drawn = new ArrayList<>();

  private long seen;

  private record Body(Log log, long number) {}

  Wanted(LogStore logs) {
    this.logs = logs;
  }

  /** Looks through more logs. */
  Future<Void> look(LogHeights more) {
    return logs.logsAwaitingBodies(more.all().keySet())
        .compose(awaiting -> Repeat.each(awaiting, log -> look(log, more.of(log).getAsLong())));
  }

  /** All, or as many from somewhere on: where the first are nowhere, the others have their turn. */
  private Future<Void> look(Log log, long height) {
    return logs.awaitedBodies(log, LogRange.until(height), OF_ONE_LOG)
        .compose(
            first -> {
              first.forEach(number -> see(log, number));
              return first.size() < OF_ONE_LOG
                  ? Future.succeededFuture(List.<Long>of())
                  : logs.awaitedBodies(log, somewhereBehind(first, height), OF_ONE_LOG);
            })
        .map(
            others -> {
              others.forEach(number -> see(log, number));
              return null;
            });
  }

  private static LogRange somewhereBehind(List<Long> numbers, long height) {
    long last = numbers.get(numbers.size() - 1);
    return LogRange.after(ThreadLocalRandom.current().nextLong(last, height + 1));
  }

  /** Of all that are seen, each is as likely to be among those drawn. */
  private void see(Log log, long number) {
    seen++;
    if (drawn.size() < LogMessages.MAX_WANTED) {
      drawn.add(new Body(log, number));
      return;
    }
    long place = ThreadLocalRandom.current().nextLong(seen);
    if (place < drawn.size()) {
      drawn.set((int) place, new Body(log, number));
    }
  }

  /** Their sequence numbers, ascending. */
  SortedMap<Log, List<Long>> chosen() {
    SortedMap<Log, List<Long>> chosen = new TreeMap<>();
    drawn.stream()
        .sorted((a, b) -> Long.compare(a.number, b.number))
        .forEach(
            body -> chosen.computeIfAbsent(body.log, log -> new ArrayList<>()).add(body.number));
    return chosen;
  }
}
