package dev.couchgrass.sync.checkpoint;

import static dev.couchgrass.store.flow.Effects.onSuccess;

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

  /** How often a note is tried where a store refuses it, as another came before. */
  private static final int TRIES = 5;

  private final DocumentStore source;
  private final DocumentStore target;
  private final ReplicationId id;
  private final String session;
  private final CheckpointDocument atSource;
  private final CheckpointDocument atTarget;

  /** Which source refuses to keep notes, once it has. */
  private Optional<String> refusing = Optional.empty();

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
    return Future.all(read(source, id), read(target, id).compose(kept -> believed(kept, source)))
        .map(
            both ->
                new CheckpointLog(source, target, id, session, both.resultAt(0), both.resultAt(1)));
  }

  /** What the target keeps alone is about a source that may be another one by now. */
  private static Future<CheckpointDocument> believed(
      CheckpointDocument kept, DocumentStore source) {
    return kept.alone().isEmpty()
        ? Future.succeededFuture(kept)
        : source
            .info()
            .map(
                info ->
                    kept.alone().get().equals(info.instance()) ? kept : CheckpointDocument.NONE);
  }

  private static Future<CheckpointDocument> read(DocumentStore side, ReplicationId id) {
    return side.local(id.document())
        .map(found -> found.map(CheckpointDocument::of).orElse(CheckpointDocument.NONE));
  }

  /** Where to go on from; empty if the sides share nothing. */
  public Optional<UpdateSequence> common() {
    if (atTarget.alone().isPresent() && !atTarget.history().isEmpty()) {
      return Optional.of(atTarget.history().get(0).recorded());
    }
    for (CheckpointEntry entry : atSource.history()) {
      Optional<CheckpointEntry> other = atTarget.entry(entry.session());
      if (other.isPresent()) {
        return Optional.of(entry.older(other.get()).recorded());
      }
    }
    return Optional.empty();
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
        .compose(noted -> put(target, entry, TRIES));
  }

  private Future<Void> writeSource(CheckpointEntry entry) {
    if (refusing.isPresent()) {
      return Future.succeededFuture();
    }
    return put(source, entry, TRIES)
        .recover(
            failure -> {
              if (failure instanceof StoreException refused && REFUSALS.contains(refused.code())) {
                return source
                    .info()
                    .andThen(onSuccess(info -> refusing = Optional.of(info.instance())))
                    .mapEmpty();
              }
              return Future.failedFuture(failure);
            });
  }

  /**
   * Puts an entry in front of what a side keeps now. Other replications of the same id may be at
   * work, and their entries stay: few stores would refuse a write that came after another's.
   */
  private Future<Void> put(DocumentStore side, CheckpointEntry entry, int tries) {
    return read(side, id)
        .map(kept -> kept.with(entry, refusing))
        .compose(noted -> side.putLocal(id.document(), noted.revision(), noted.body()))
        .<Void>mapEmpty()
        .recover(
            failure ->
                tries > 1
                        && failure instanceof StoreException refused
                        && refused.code() == ErrorCode.CONFLICT
                    ? put(side, entry, tries - 1)
                    : Future.failedFuture(failure));
  }
}
