package dev.couchgrass.server.replicator.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.replicator.job.Alarm;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a replication's end into its document, past the database's policy. A document that has
 * changed meanwhile is left alone: its change is looked at as any other.
 */
final class EndWriter {
  private static final Logger LOG = LoggerFactory.getLogger(EndWriter.class);
  private static final Set<ErrorCode> OVERTAKEN =
      Set.of(ErrorCode.CONFLICT, ErrorCode.DATABASE_MISSING);

  private final Alarm alarm;
  private final IntFunction<Duration> pauses;

  /**
   * @param pauses how long to wait after so many failures in a row
   */
  EndWriter(Alarm alarm, IntFunction<Duration> pauses) {
    this.alarm = alarm;
    this.pauses = pauses;
  }

  /**
   * Writes, and tries again while the store fails.
   *
   * @param wanted whether it is still to be written
   */
  void write(
      DocumentStore store,
      DocumentId id,
      RevisionId revision,
      UnaryOperator<JsonBody> change,
      BooleanSupplier wanted) {
    attempt(store, id, revision, change, wanted, 1);
  }

  private void attempt(
      DocumentStore store,
      DocumentId id,
      RevisionId revision,
      UnaryOperator<JsonBody> change,
      BooleanSupplier wanted,
      int number) {
    if (!wanted.getAsBoolean()) {
      return;
    }
    store
        .get(id, GetOptions.DEFAULTS)
        .compose(found -> replace(store, found.filter(d -> d.revision().equals(revision)), change))
        .onFailure(
            cause -> {
              if (cause instanceof StoreException refusal && OVERTAKEN.contains(refusal.code())) {
                return;
              }
              LOG.warn("The end of a replication could not be written, and is tried again", cause);
              alarm.set(
                  pauses.apply(number),
                  () -> attempt(store, id, revision, change, wanted, number + 1));
            });
  }

  private static Future<Void> replace(
      DocumentStore store, Optional<StoredDocument> found, UnaryOperator<JsonBody> change) {
    if (found.isEmpty()) {
      return Future.succeededFuture();
    }
    StoredDocument document = found.get();
    List<AttachmentEdit> kept =
        document.attachments().stream()
            .<AttachmentEdit>map(each -> new AttachmentEdit.Keep(each.name()))
            .toList();
    return store
        .write(
            DocumentEdit.update(document.id(), document.revision(), change.apply(document.body()))
                .withAttachments(kept))
        .mapEmpty();
  }
}
