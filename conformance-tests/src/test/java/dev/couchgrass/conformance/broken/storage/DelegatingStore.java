package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
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

/** A database that hands everything on to another one. What is wrong on purpose extends it. */
class DelegatingStore implements DocumentStore {
  final DocumentStore inner;

  DelegatingStore(DocumentStore inner) {
    this.inner = inner;
  }

  @Override
  public DatabaseName name() {
    return inner.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return inner.capabilities();
  }

  @Override
  public Future<DatabaseInfo> info() {
    return inner.info();
  }

  @Override
  public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
    return inner.get(id, options);
  }

  @Override
  public Future<ResultCursor<OpenRevision>> openRevisions(
      DocumentId id, OpenRevisions which, GetOptions options) {
    return inner.openRevisions(id, which, options);
  }

  @Override
  public Future<List<BulkGetResult>> bulkGet(
      List<BulkGetRequest> requests, BulkGetOptions options) {
    return inner.bulkGet(requests, options);
  }

  @Override
  public Future<AllDocsResult> allDocs(AllDocsOptions options) {
    return inner.allDocs(options);
  }

  @Override
  public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
      Map<DocumentId, List<RevisionId>> revisions) {
    return inner.revisionsDiff(revisions);
  }

  @Override
  public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
    return inner.write(edits);
  }

  @Override
  public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    return inner.graft(grafts);
  }

  @Override
  public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
    return inner.stage(content, options);
  }

  @Override
  public Future<Optional<AttachmentContent>> attachment(
      DocumentId id, String name, AttachmentOptions options) {
    return inner.attachment(id, name, options);
  }

  @Override
  public Future<ChangesResult> changes(ChangesOptions options) {
    return inner.changes(options);
  }

  @Override
  public Future<LiveChanges> follow(ChangesOptions options) {
    return inner.follow(options);
  }

  @Override
  public Future<Optional<LocalDocument>> local(LocalDocumentId id) {
    return inner.local(id);
  }

  @Override
  public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
    return inner.putLocal(id, parent, body);
  }

  @Override
  public Future<Boolean> removeLocal(LocalDocumentId id) {
    return inner.removeLocal(id);
  }

  @Override
  public Future<ResultCursor<LocalDocument>> locals(AllDocsOptions options) {
    return inner.locals(options);
  }

  @Override
  public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
    return inner.purge(revisions);
  }

  @Override
  public Future<ResultCursor<PurgedInfo>> purgedInfos() {
    return inner.purgedInfos();
  }

  @Override
  public Future<Long> purgedInfosLimit() {
    return inner.purgedInfosLimit();
  }

  @Override
  public Future<Void> setPurgedInfosLimit(long limit) {
    return inner.setPurgedInfosLimit(limit);
  }

  @Override
  public Future<Void> compact() {
    return inner.compact();
  }

  @Override
  public Future<Long> revisionsLimit() {
    return inner.revisionsLimit();
  }

  @Override
  public Future<Void> setRevisionsLimit(long limit) {
    return inner.setRevisionsLimit(limit);
  }

  @Override
  public Future<JsonBody> security() {
    return inner.security();
  }

  @Override
  public Future<Void> setSecurity(JsonBody security) {
    return inner.setSecurity(security);
  }

  @Override
  public Future<Void> flush() {
    return inner.flush();
  }
}
