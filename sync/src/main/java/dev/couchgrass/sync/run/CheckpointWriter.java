package dev.couchgrass.sync.run;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.checkpoint.CheckpointLog;
import dev.couchgrass.sync.result.ReplicationCounts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Notes how far a run came, from time to time and one note after the other. */
final class CheckpointWriter {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Optional<CheckpointLog> log;
  private final InstantSource clock;
  private final Duration interval;
  private final Progress progress;
  private final UpdateSequence start;
  private final Instant begun;
  private Instant lastNote;
  private UpdateSequence noted;
  private UpdateSequence reached;
  private Future<Void> writing = Future.succeededFuture();

  CheckpointWriter(
      Optional<CheckpointLog> log,
      InstantSource clock,
      Duration interval,
      Progress progress,
      UpdateSequence start) {
    this.log = log;
    this.clock = clock;
    this.interval = interval;
    this.progress = progress;
    this.start = start;
    this.begun = clock.instant();
    this.lastNote = begun;
    this.noted = start;
    this.reached = start;
  }

  void reached(UpdateSequence sequence) {
    reached = sequence;
    progress.reached(sequence);
  }

  /** Notes it if there is something to note and the time has come. */
  Future<Void> noteInTime() {
    Instant now = clock.instant();
    boolean setBack = now.isBefore(lastNote);
    boolean due = setBack || !lastNote.plus(interval).isAfter(now);
    return due && writing.isComplete() ? note() : Future.succeededFuture();
  }

  /** Notes it if there is something to note, after what is being noted. */
  Future<Void> note() {
    writing = writing.compose(before -> write());
    return writing;
  }

  private Future<Void> write() {
    if (log.isEmpty() || reached.equals(noted)) {
      return Future.succeededFuture();
    }
    UpdateSequence now = reached;
    lastNote = clock.instant();
    return log.get()
        .write(now, figures(now))
        .andThen(
            onSuccess(
                written -> {
                  noted = now;
                  progress.noted(now);
                }));
  }

  /** As CouchDB's replicator has them. */
  private JsonObject figures(UpdateSequence end) {
    ReplicationCounts counts = progress.counts();
    return new JsonObject()
        .put("start_time", HTTP_DATE.format(begun))
        .put("end_time", HTTP_DATE.format(clock.instant()))
        .put("start_last_seq", start.token())
        .put("end_last_seq", end.token())
        .put("missing_checked", counts.read() + counts.gone())
        .put("missing_found", counts.read() + counts.gone() - counts.alreadyThere())
        .put("docs_read", counts.read() - counts.alreadyThere())
        .put("docs_written", counts.written())
        .put("doc_write_failures", counts.failed());
  }
}
