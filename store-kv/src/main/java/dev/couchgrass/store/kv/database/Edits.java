package dev.couchgrass.store.kv.database;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.write.EditDocuments;
import dev.couchgrass.store.kv.write.GraftDocuments;
import dev.couchgrass.store.kv.write.PurgeRevisions;
import dev.couchgrass.store.kv.write.Transaction;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Hands edits to the writer as long as the database is there, and says what they weigh: what is
 * light may run on an event loop, and what waits is limited by weight.
 */
final class Edits {
  /** A body of so many bytes counts as another edit. */
  private static final int BYTES_PER_EDIT = 4096;

  /** What a purge weighs at least: trees are pruned and bodies read, so never on an event loop. */
  private static final int PURGE_WEIGHT = 32;

  /** How many revisions of a history weigh as much as an edit. */
  private static final int REVISIONS_PER_EDIT = 64;

  private final Access access;
  private final Writer<Transaction> writer;

  Edits(Access access, Writer<Transaction> writer) {
    this.access = access;
    this.writer = writer;
  }

  Future<List<WriteResult>> write(List<DocumentEdit> edits) {
    return edits.isEmpty() ? nothing() : submit(new EditDocuments(edits), weightOfEdits(edits));
  }

  Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    return grafts.isEmpty()
        ? nothing()
        : submit(new GraftDocuments(grafts), weightOfGrafts(grafts));
  }

  Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
    return submit(new PurgeRevisions(revisions), PURGE_WEIGHT + revisions.size());
  }

  /** A light one. */
  <T> Future<T> submit(Mutation<Transaction, T> mutation) {
    return submit(mutation, 1);
  }

  private <T> Future<T> submit(Mutation<Transaction, T> mutation, long weight) {
    return access.deleted()
        ? Future.failedFuture(StoreException.databaseMissing())
        : writer.submit(mutation, weight);
  }

  private Future<List<WriteResult>> nothing() {
    return access.deleted()
        ? Future.failedFuture(StoreException.databaseMissing())
        : Future.succeededFuture(List.of());
  }

  static long weightOfEdits(List<DocumentEdit> edits) {
    return weight(edits.stream().map(DocumentEdit::body));
  }

  static long weightOfGrafts(List<DocumentGraft> grafts) {
    return weight(grafts.stream().map(DocumentGraft::body)) + historyWeight(grafts);
  }

  /** A long history costs as much to join as a long body. */
  private static long historyWeight(List<DocumentGraft> grafts) {
    return grafts.stream()
        .mapToLong(graft -> graft.history().revisions().size() / REVISIONS_PER_EDIT)
        .sum();
  }

  private static long weight(Stream<JsonBody> bodies) {
    return bodies.mapToLong(body -> 1 + body.length() / BYTES_PER_EDIT).sum();
  }
}
