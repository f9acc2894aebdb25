package dev.couchgrass.store;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.document.PurgedInfo;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A database of documents with revision trees, as CouchDB understands them.
 *
 * <p>Reads see one moment of the database each, and never half a write. Writes are applied one
 * after the other; a future of a write completes once it is visible to every later read and as
 * durable as the store is. Futures complete on the caller's context. Every method may be called
 * from any thread; every one fails with {@code DATABASE_MISSING} once the database was deleted, and
 * with {@code STORE_FAILED} if what lies beneath fails.
 */
public interface DocumentStore {
  DatabaseName name();

  /** What this store can do; the same answer for its whole life. */
  Set<Capability> capabilities();

  /** The database in figures. Costs the same whatever the database holds. */
  Future<DatabaseInfo> info();

  // Reading

  /**
   * Reads a revision of a document. Empty if the document or the revision is not there, if the
   * revision's body is gone, or if the winner is deleted and neither a revision nor tombstones were
   * asked for.
   */
  Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options);

  /** Reads a document's winner, unless it is deleted. */
  default Future<Optional<StoredDocument>> get(DocumentId id) {
    return get(id, GetOptions.DEFAULTS);
  }

  /**
   * Reads several revisions of a document: the leaves with the winner first, or those named, in
   * that order. Empty if the document is not there and all leaves were asked for. However many and
   * large the conflicts are, each piece is about 1 MiB at most, or a single revision.
   */
  Future<ResultCursor<OpenRevision>> openRevisions(
      DocumentId id, OpenRevisions which, GetOptions options);

  /**
   * Reads many documents: a result for each request, in order, all of one moment. Fails with {@link
   * dev.couchgrass.store.error.ErrorCode#TOO_LARGE} if their bodies are more than the store hands
   * out at once; fewer requests may then be answered, and a single one always is, unless {@link
   * BulkGetOptions#latest} leads from it to several leaves: {@link #openRevisions} reads those in
   * pieces.
   */
  Future<List<BulkGetResult>> bulkGet(List<BulkGetRequest> requests, BulkGetOptions options);

  /** Lists documents in the order of their ids. Costs what is listed and skipped. */
  Future<AllDocsResult> allDocs(AllDocsOptions options);

  /**
   * Lists, of the revisions given, those that are not in the documents' trees. Documents that lack
   * nothing are left out; the others keep their order.
   */
  Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(Map<DocumentId, List<RevisionId>> revisions);

  // Writing

  /**
   * Makes new revisions: a result for each edit, in order. The edits that are accepted become
   * visible and durable together, in stores that have {@link Capability#ATOMIC_WRITES}; one that is
   * refused does not hinder the others. Edits of the same document in one call see each other.
   *
   * <p>Refusals: {@code CONFLICT} if the parent is not a leaf, or is not given while the document
   * exists and is not deleted; {@code MISSING_STUB} if an attachment to keep is not there. An edit
   * without a parent over a deleted document descends from its tombstone. Revision ids are those
   * that CouchDB would give. {@code ILLEGAL_DOCUMENT_ID} and {@code DOCUMENT_TOO_LARGE} if the
   * document is more than what lies beneath takes; {@code BAD_REQUEST} if a staged attachment was
   * released or is another database's.
   *
   * <p>The call as a whole fails with {@code OVERLOADED}, and writes nothing, if too much waits.
   */
  Future<List<WriteResult>> write(List<DocumentEdit> edits);

  /** Makes one new revision; fails with its refusal. */
  default Future<RevisionId> write(DocumentEdit edit) {
    return write(List.of(edit)).map(results -> results.get(0).orThrow());
  }

  /**
   * Joins revisions made elsewhere to their documents' trees: a result for each, in order. What is
   * known already changes nothing, not even the update sequence. Atomic and durable as {@link
   * #write(List)} is, and under the same limits. Refusals: {@code MISSING_STUB}.
   */
  Future<List<WriteResult>> graft(List<DocumentGraft> grafts);

  // Attachments

  /**
   * Takes in an attachment's bytes, in pieces and with back-pressure, for a later edit. The stream
   * is paused when this is called, or has not begun.
   *
   * <p>Whoever stages releases what no accepted edit has named in the end: see {@link
   * StagedAttachment}. What was taken in before a failure the store drops by itself.
   *
   * <p>Failures: those of {@link StageOptions}; {@code BAD_REQUEST} if the stream fails; {@code
   * OVERLOADED} if other attachments, staged or on their way in, have the room now that the store
   * has for them, and {@code ATTACHMENT_TOO_LARGE} if this one would not fit by itself.
   */
  Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options);

  /** Opens an attachment of a revision; empty if document, revision or attachment is not there. */
  Future<Optional<AttachmentContent>> attachment(
      DocumentId id, String name, AttachmentOptions options);

  // Changes

  /** Lists what changed after a moment. Costs what is listed, or what the filter names. */
  Future<ChangesResult> changes(ChangesOptions options);

  /**
   * Follows the changes after a moment, without end; woken by commits, never by polling. A limit is
   * ignored, and a descending order refused with {@code BAD_REQUEST}.
   */
  Future<LiveChanges> follow(ChangesOptions options);

  // Local documents

  /** Reads a local document. */
  Future<Optional<LocalDocument>> local(LocalDocumentId id);

  /**
   * Writes a local document, over whatever was there, as CouchDB does.
   *
   * @param parent the revision that the writer knows, 0 for none; the new one is one higher
   */
  Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body);

  /** Removes a local document; false if it was not there. */
  Future<Boolean> removeLocal(LocalDocumentId id);

  /**
   * Lists local documents in the order of their ids.
   *
   * @param options of these the range or the keys (without prefix), the order, skip and limit
   *     count; keys that name no local document have no row
   */
  Future<ResultCursor<LocalDocument>> locals(AllDocsOptions options);

  // Upkeep

  /**
   * Removes leaves and what only they descend from, as if they had never been. Revisions that are
   * not leaves are passed over. Atomic, and takes no longer for large attachments: their room is
   * given back later. Other replicas may bring the revisions back.
   */
  Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions);

  /** Lists the purges that are remembered, the oldest first. Costs what is listed. */
  Future<ResultCursor<PurgedInfo>> purgedInfos();

  /** How many purges are remembered. */
  Future<Long> purgedInfosLimit();

  /** Sets how many purges are remembered: at least 1. */
  Future<Void> setPurgedInfosLimit(long limit);

  /**
   * Frees the bodies of revisions that are not leaves, and attachments that nothing names. Reads
   * and writes go on. Completes when it is done, and the room of all that was dropped before is
   * given back; a second call while it runs joins the first.
   */
  Future<Void> compact();

  /** How many revisions of each branch are remembered. */
  Future<Long> revisionsLimit();

  /** Sets how many revisions of each branch are remembered, at least 1, from the next write on. */
  Future<Void> setRevisionsLimit(long limit);

  /**
   * The security document; if none was ever set, {@code {}}, or what applies in its place (see
   * {@link Capability#EMPTY_SECURITY}).
   */
  Future<JsonBody> security();

  /** Sets the security document. */
  Future<Void> setSecurity(JsonBody security);

  /** Completes when everything acknowledged so far is as safe as this store can make it. */
  Future<Void> flush();
}
