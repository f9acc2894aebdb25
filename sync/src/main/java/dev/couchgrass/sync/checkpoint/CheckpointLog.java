package dev.couchgrass.sync.checkpoint;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * The checkpoints of a replication, on both sides. A replication goes on from the newest session
 * that both sides know, and within it from the older of the two: a side that was put back to an
 * earlier state, or did not hear of the last checkpoint, is believed.
 *
 * <p>A source that refuses to keep it is left alone; the target then keeps it for both.
 */
public final class CheckpointLog {
  private static final Set<ErrorCode> REFUSALS =
      Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN, ErrorCode.NOT_SUPPORTED);

  private final DocumentStore source;
  private final DocumentStore target;
  private final ReplicationId id;
  private final String session;
  private CheckpointDocument atSource;
  private CheckpointDocument atTarget;
  private boolean sourceKeeps = true;
  private long number;

  private CheckpointLog(
      DocumentStore source,
      DocumentStore target,
      ReplicationId id,
      String session,
      CheckpointDocument atSource,
      CheckpointDocument atTarget) {
    this.source = source;
    this.target = target;
    this.id = id;
    this.session = session;
    this.atSource = atSource;
    this.atTarget = atTarget;
    this.number = atTarget.entry(session).map(CheckpointEntry::number).orElse(0L);
  }

  /**
   * Reads what both sides keep.
   *
   * @param session names this replication, and no other ever
   */
  public static Future<CheckpointLog> read(
      DocumentStore source, DocumentStore target, ReplicationId id, String session) {
    return Future.all(read(source, id), read(target, id))
        .map(
            both ->
                new CheckpointLog(source, target, id, session, both.resultAt(0), both.resultAt(1)));
  }

  private static Future<CheckpointDocument> read(DocumentStore side, ReplicationId id) {
    return side.local(id.document())
        .map(found -> found.map(CheckpointDocument::of).orElse(CheckpointDocument.NONE));
  }

  /** Where to go on from: the start, if the sides share nothing. */
  public UpdateSequence common() {
    if (atTarget.alone() && !atTarget.history().isEmpty()) {
      return atTarget.history().get(0).recorded();
    }
    for (CheckpointEntry entry : atSource.history()) {
      Optional<CheckpointEntry> other = atTarget.entry(entry.session());
      if (other.isPresent()) {
        return entry.older(other.get()).recorded();
      }
    }
    return UpdateSequence.START;
  }

  /**
   * Notes that everything up to a sequence is in the target. The target makes it durable first.
   *
   * @param figures of the session, for whoever reads the local document
   */
  public Future<Void> write(UpdateSequence recorded, JsonObject figures) {
    CheckpointEntry entry = CheckpointEntry.of(session, recorded, ++number, figures);
    return target
        .flush()
        .compose(durable -> writeSource(entry))
        .compose(noted -> put(target, atTarget.with(entry, !sourceKeeps)))
        .onSuccess(written -> atTarget = written)
        .mapEmpty();
  }

  private Future<Void> writeSource(CheckpointEntry entry) {
    if (!sourceKeeps) {
      return Future.succeededFuture();
    }
    return put(source, atSource.with(entry, false))
        .onSuccess(written -> atSource = written)
        .<Void>mapEmpty()
        .recover(
            failure -> {
              if (failure instanceof StoreException refused && REFUSALS.contains(refused.code())) {
                sourceKeeps = false;
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            });
  }

  private Future<CheckpointDocument> put(DocumentStore side, CheckpointDocument document) {
    return side.putLocal(id.document(), document.revision(), document.body())
        .map(written -> document.withRevision(written.revision()));
  }
}
