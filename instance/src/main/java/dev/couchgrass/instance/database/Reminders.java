package dev.couchgrass.instance.database;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.timer.Timers;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again at what waits in databases when what it waits for may have come: the time, or entries
 * of other databases. Best effort: what is missed is looked at when something else comes.
 */
final class Reminders {
  private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

  /** What is due and still waits must not keep us busy. */
  private static final Duration MIN_WAIT = Duration.ofMillis(500);

  /** The clock may be set meanwhile. */
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  private static final int PIECE = 500;

  private final Timers timers;
  private final EntryStore entries;
  private final InstantSource clock;
  private final Map<Cid, DatabaseCore> elsewhere = new ConcurrentHashMap<>();
  private final Map<Cid, Timers.Timer> due = new ConcurrentHashMap<>();

  /** Those that are looked at soon: once, whatever comes meanwhile. */
  private final Map<Cid, Timers.Timer> soon = new ConcurrentHashMap<>();

  private volatile boolean ended;

  Reminders(Vertx vertx, EntryStore entries, InstantSource clock) {
    this.timers = new Timers(vertx);
    this.entries = entries;
    this.clock = clock;
  }

  /** Looks at all that waited when the storage was closed. */
  void begin(Function<Cid, DatabaseCore> databases) {
    Set<Cid> waiting = new HashSet<>();
    entries
        .withStatus(EntryStatus.UNVERIFIED)
        .compose(
            cursor ->
                Repeat.whileTrue(
                        () -> cursor.next(PIECE).compose(piece -> addDatabases(piece, waiting)))
                    .eventually(cursor::close))
        .onSuccess(done -> waiting.forEach(id -> retry(databases.apply(id))))
        .onFailure(Reminders::log);
  }

  private Future<Boolean> addDatabases(List<Cid> piece, Set<Cid> waiting) {
    return piece.isEmpty()
        ? Future.succeededFuture(false)
        : entries
            .get(piece)
            .map(
                found -> {
                  found.values().stream()
                      .map(StoredEntry::entry)
                      .forEach(entry -> waiting.add(entry.database()));
                  return true;
                });
  }

  private static void log(Throwable failure) {
    LOG.debug("What waits could not be looked at", failure);
  }

  private void retry(DatabaseCore core) {
    if (!ended) {
      core.retry().onFailure(Reminders::log);
    }
  }

  /** A database took something in. */
  synchronized void taken(DatabaseCore core, Received received) {
    if (ended) {
      return;
    }
    if (core.history().outlook().elsewhere()) {
      elsewhere.put(core.id(), core);
    } else {
      elsewhere.remove(core.id());
    }
    remind(core, core.history().outlook().due());
    if (!received.accepted().isEmpty()) {
      elsewhere.values().stream().filter(other -> other != core).forEach(this::retrySoon);
    }
  }

  /** Not with each write of others, which may be many. */
  private void retrySoon(DatabaseCore core) {
    soon.computeIfAbsent(
        core.id(),
        id ->
            timers.after(
                MIN_WAIT,
                () -> {
                  soon.remove(id);
                  retry(core);
                }));
  }

  private void remind(DatabaseCore core, OptionalLong time) {
    Optional.ofNullable(due.remove(core.id())).ifPresent(Timers.Timer::cancel);
    if (time.isPresent()) {
      Duration wait = Duration.ofMillis(time.getAsLong() - clock.millis());
      Duration least = wait.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : wait;
      Duration bounded = least.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : least;
      due.put(core.id(), timers.after(bounded, () -> retry(core)));
    }
  }

  /** Looks at nothing any more. */
  synchronized void end() {
    ended = true;
    due.values().forEach(Timers.Timer::cancel);
    soon.values().forEach(Timers.Timer::cancel);
    due.clear();
    soon.clear();
    elsewhere.clear();
  }
}
