package dev.couchgrass.conformance.replication.net;

import static dev.couchgrass.store.flow.Effects.onSuccess;

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

/**
 * A database as a replication has it: beyond a line. What no replication has a use for is not
 * there, and asking for it breaks a rule.
 */
class LineStore implements DocumentStore {
  final Line line;
  final Session session;

  LineStore(Line line, Session session) {
    this.line = line;
    this.session = session;
  }

  /** Of a call that no replication may make. */
  final <T> Future<T> foul(String call) {
    AssertionError error = new AssertionError("REP-9: a replication calls " + call);
    line.simulation().broken(error);
    return Future.failedFuture(error);
  }

  @Override
  public DatabaseName name() {
    return line.store().name();
  }

  @Override
  public Set<Capability> capabilities() {
    return line.store().capabilities();
  }

  @Override
  public Future<DatabaseInfo> info() {
    return line.call(session, DocumentStore::info);
  }

  @Override
  public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
    session.transfer("get");
    return line.call(session, store -> store.get(id, options));
  }

  @Override
  public Future<ResultCursor<OpenRevision>> openRevisions(
      DocumentId id, OpenRevisions which, GetOptions options) {
    session.transfer("openRevisions");
    return line.callOnce(
        session,
        () ->
            line.store()
                .openRevisions(id, which, options)
                .map(rows -> new LineRows<>(line, session, rows)));
  }

  @Override
  public Future<List<BulkGetResult>> bulkGet(
      List<BulkGetRequest> requests, BulkGetOptions options) {
    session.transfer("bulkGet");
    return line.call(session, store -> store.bulkGet(requests, options));
  }

  @Override
  public Future<AllDocsResult> allDocs(AllDocsOptions options) {
    return foul("allDocs");
  }

  @Override
  public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
      Map<DocumentId, List<RevisionId>> revisions) {
    return line.call(session, store -> store.revisionsDiff(revisions))
        .andThen(onSuccess(lacking -> session.told(revisions, lacking)));
  }

  @Override
  public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
    return foul("write");
  }

  @Override
  public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    return foul("graft on its source");
  }

  @Override
  public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
    return foul("stage on its source");
  }

  @Override
  public Future<Optional<AttachmentContent>> attachment(
      DocumentId id, String name, AttachmentOptions options) {
    session.transfer("attachment");
    return line.callOnce(
        session,
        () ->
            line.store()
                .attachment(id, name, options)
                .map(found -> found.map(content -> new LineContent(line, session, content))));
  }

  @Override
  public Future<ChangesResult> changes(ChangesOptions options) {
    return line.callOnce(
        session,
        () ->
            line.store()
                .changes(options)
                .map(changes -> new LineRows.Changes(line, session, changes)));
  }

  @Override
  public Future<LiveChanges> follow(ChangesOptions options) {
    return line.callOnce(
        session,
        () ->
            line.store()
                .follow(options)
                .map(changes -> new LineFeed(line, session, changes, options)));
  }

  @Override
  public Future<Optional<LocalDocument>> local(LocalDocumentId id) {
    return line.call(session, store -> store.local(id));
  }

  @Override
  public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
    return line.call(session, store -> store.putLocal(id, parent, body));
  }

  @Override
  public Future<Boolean> removeLocal(LocalDocumentId id) {
    return line.call(session, store -> store.removeLocal(id));
  }

  @Override
  public Future<ResultCursor<LocalDocument>> locals(AllDocsOptions options) {
    return foul("locals");
  }

  @Override
  public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
    return foul("purge");
  }

  @Override
  public Future<ResultCursor<PurgedInfo>> purgedInfos() {
    return foul("purgedInfos");
  }

  @Override
  public Future<Long> purgedInfosLimit() {
    return foul("purgedInfosLimit");
  }

  @Override
  public Future<Void> setPurgedInfosLimit(long limit) {
    return foul("setPurgedInfosLimit");
  }

  @Override
  public Future<Void> compact() {
    return foul("compact");
  }

  @Override
  public Future<Long> revisionsLimit() {
    return foul("revisionsLimit");
  }

  @Override
  public Future<Void> setRevisionsLimit(long limit) {
    return foul("setRevisionsLimit");
  }

  @Override
  public Future<JsonBody> security() {
    return foul("security");
  }

  @Override
  public Future<Void> setSecurity(JsonBody security) {
    return foul("setSecurity");
  }

  @Override
  public Future<Void> flush() {
    return line.call(session, DocumentStore::flush);
  }
}
