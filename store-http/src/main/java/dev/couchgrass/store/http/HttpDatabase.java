package dev.couchgrass.store.http;

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
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.attachment.AttachmentReads;
import dev.couchgrass.store.http.attachment.Room;
import dev.couchgrass.store.http.attachment.Staging;
import dev.couchgrass.store.http.read.BulkReads;
import dev.couchgrass.store.http.read.ChangesReads;
import dev.couchgrass.store.http.read.DocumentReads;
import dev.couchgrass.store.http.read.Listings;
import dev.couchgrass.store.http.read.Remote;
import dev.couchgrass.store.http.write.Writes;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A database of a server: each method is a request or a few, made elsewhere in this module. */
final class HttpDatabase implements DocumentStore {
  private static final String REVISIONS_LIMIT = "_revs_limit";
  private static final String PURGES_LIMIT = "_purged_infos_limit";

  private final Remote remote;
  private final Lifetime lifetime;
  private final Set<Capability> capabilities;
  private final DocumentReads reads;
  private final BulkReads bulkReads;
  private final Listings listings;
  private final ChangesReads changes;
  private final Locals locals;
  private final Upkeep upkeep;
  private final Staging staging;
  private final AttachmentReads attachments;
  private final Writes writes;
  private boolean deleted;

  HttpDatabase(Remote remote, Lifetime lifetime, ServerKind kind, Room room) {
    this.remote = remote;
    this.lifetime = lifetime;
    this.capabilities = capabilities(kind);
    this.reads = new DocumentReads(remote);
    this.bulkReads = new BulkReads(remote, reads, kind.couch());
    this.listings = new Listings(remote, kind.couch());
    this.changes = new ChangesReads(remote);
    this.locals = new Locals(remote);
    this.upkeep = new Upkeep(remote);
    int inMemory = remote.wire().options().limits().stagedInMemory();
    this.staging = new Staging(remote.wire().place(), room, inMemory, kind.couch());
    this.attachments = new AttachmentReads(remote, reads);
    this.writes = new Writes(remote, staging, kind.couch());
  }

  /**
   * Edits that bring bytes along go in requests of their own, a server tells of a database no more
   * than the second in which it was made, and, where no security document was set, who is admitted
   * all the same. PouchDB's servers have no purge and no limits.
   */
  private static Set<Capability> capabilities(ServerKind kind) {
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    capabilities.remove(Capability.ATOMIC_WRITES);
    capabilities.remove(Capability.INSTANCES);
    capabilities.remove(Capability.EMPTY_SECURITY);
    if (!kind.couch()) {
      capabilities.removeAll(
          EnumSet.of(Capability.PURGE, Capability.REVISIONS_LIMIT, Capability.SECURITY));
    }
    return Collections.unmodifiableSet(capabilities);
  }

  private <T> Future<T> run(Supplier<Future<T>> task) {
    lifetime.requireOpen();
    return remote
        .wire()
        .place()
        .run(
            () ->
                deleted
                    ? Future.failedFuture(StoreException.databaseMissing())
                    : lifetime.track(Future.succeededFuture().compose(open -> task.get())));
  }

  private <T> Future<T> run(Capability needed, Supplier<Future<T>> task) {
    return run(
        () ->
            capabilities.contains(needed)
                ? task.get()
                : Future.failedFuture(
                    new StoreException(
                        ErrorCode.NOT_SUPPORTED, "The server lacks this: ", needed.name())));
  }

  /** The database was deleted by its storage: a later one of its name is another. */
  Future<Void> drop() {
    deleted = true;
    return staging.close();
  }

  @Override
  public DatabaseName name() {
    return remote.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Future<DatabaseInfo> info() {
    return run(upkeep::info);
  }

  @Override
  public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
    return run(() -> reads.get(id, options));
  }

  @Override
  public Future<ResultCursor<OpenRevision>> openRevisions(
      DocumentId id, OpenRevisions which, GetOptions options) {
    return run(() -> reads.openRevisions(id, which, options));
  }

  @Override
  public Future<List<BulkGetResult>> bulkGet(
      List<BulkGetRequest> requests, BulkGetOptions options) {
    return run(() -> bulkReads.bulkGet(requests, options));
  }

  @Override
  public Future<AllDocsResult> allDocs(AllDocsOptions options) {
    return run(() -> listings.allDocs(options));
  }

  @Override
  public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
      Map<DocumentId, List<RevisionId>> revisions) {
    return run(() -> reads.revisionsDiff(revisions));
  }

  @Override
  public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
    List<DocumentEdit> fixed = List.copyOf(edits);
    return run(() -> writes.write(fixed));
  }

  @Override
  public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    List<DocumentGraft> fixed = List.copyOf(grafts);
    return run(() -> writes.graft(fixed));
  }

  @Override
  public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
    return run(() -> staging.stage(content, options));
  }

  @Override
  public Future<Optional<AttachmentContent>> attachment(
      DocumentId id, String name, AttachmentOptions options) {
    return run(() -> attachments.open(id, name, options));
  }

  @Override
  public Future<ChangesResult> changes(ChangesOptions options) {
    return run(() -> changes.changes(options));
  }

  @Override
  public Future<LiveChanges> follow(ChangesOptions options) {
    return run(() -> changes.follow(options));
  }

  @Override
  public Future<Optional<LocalDocument>> local(LocalDocumentId id) {
    return run(() -> locals.get(id));
  }

  @Override
  public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
    return run(() -> locals.put(id, parent, body));
  }

  @Override
  public Future<Boolean> removeLocal(LocalDocumentId id) {
    return run(() -> locals.remove(id));
  }

  @Override
  public Future<ResultCursor<LocalDocument>> locals(AllDocsOptions options) {
    return run(() -> listings.locals(options));
  }

  @Override
  public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
    return run(Capability.PURGE, () -> upkeep.purge(revisions));
  }

  @Override
  public Future<ResultCursor<PurgedInfo>> purgedInfos() {
    return run(Capability.PURGE, listings::purgedInfos);
  }

  @Override
  public Future<Long> purgedInfosLimit() {
    return run(Capability.PURGE, () -> upkeep.limit(PURGES_LIMIT));
  }

  @Override
  public Future<Void> setPurgedInfosLimit(long limit) {
    return run(Capability.PURGE, () -> upkeep.setLimit(PURGES_LIMIT, limit));
  }

  @Override
  public Future<Void> compact() {
    return run(Capability.COMPACTION, upkeep::compact);
  }

  @Override
  public Future<Long> revisionsLimit() {
    return run(Capability.REVISIONS_LIMIT, () -> upkeep.limit(REVISIONS_LIMIT));
  }

  @Override
  public Future<Void> setRevisionsLimit(long limit) {
    return run(Capability.REVISIONS_LIMIT, () -> upkeep.setLimit(REVISIONS_LIMIT, limit));
  }

  @Override
  public Future<JsonBody> security() {
    return run(Capability.SECURITY, upkeep::security);
  }

  @Override
  public Future<Void> setSecurity(JsonBody security) {
    return run(Capability.SECURITY, () -> upkeep.setSecurity(security));
  }

  @Override
  public Future<Void> flush() {
    return run(upkeep::flush);
  }
}
