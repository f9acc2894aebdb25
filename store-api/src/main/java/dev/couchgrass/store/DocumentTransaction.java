package dev.couchgrass.store;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database of documents within a transaction. Every method does what the one of {@link
 * DocumentStore} does, but that it sees, and is part of, the transaction.
 */
public interface DocumentTransaction {
  /** See {@link DocumentStore#get}. */
  Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options);

  /** See {@link DocumentStore#revisionsDiff}. */
  Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(Map<DocumentId, List<RevisionId>> revisions);

  /**
   * See {@link DocumentStore#write}. A conflict is an answer: whether the rest is committed all the
   * same is for the transaction to decide.
   */
  Future<List<WriteResult>> write(List<DocumentEdit> edits);

  /** See {@link DocumentStore#graft}. */
  Future<List<WriteResult>> graft(List<DocumentGraft> grafts);

  /** See {@link DocumentStore#local}. */
  Future<Optional<LocalDocument>> local(LocalDocumentId id);

  /** See {@link DocumentStore#putLocal}. */
  Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body);

  /** See {@link DocumentStore#removeLocal}. */
  Future<Boolean> removeLocal(LocalDocumentId id);
}
