package dev.couchgrass.store.kv.database;

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
import dev.couchgrass.store.changes.ChangesFilter;
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
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.blob.Outgoing;
import dev.couchgrass.store.kv.database.Access.Lifecycle;
import dev.couchgrass.store.kv.layout.AttachmentRecord;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Setting;
import dev.couchgrass.store.kv.read.AllDocsScan;
import dev.couchgrass.store.kv.read.ChangesScan;
import dev.couchgrass.store.kv.read.LocalsScan;
import dev.couchgrass.store.kv.read.OpenRevisionsScan;
import dev.couchgrass.store.kv.read.PurgesScan;
import dev.couchgrass.store.kv.read.Sequences;
import dev.couchgrass.store.kv.read.View;
import dev.couchgrass.store.kv.work.Caller;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.CommitListener;
import dev.couchgrass.store.kv.write.EditDocuments;
import dev.couchgrass.store.kv.write.GraftDocuments;
import dev.couchgrass.store.kv.write.Mutation;
import dev.couchgrass.store.kv.write.PurgeRevisions;
import dev.couchgrass.store.kv.write.PutLocal;
import dev.couchgrass.store.kv.write.RemoveLocal;
import dev.couchgrass.store.kv.write.Writer;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A database over an engine: hands reads to snapshots and writes to the writer. */
public final class KvDatabase implements DocumentStore {
  /** A body of so many bytes counts as another edit. */
  private static final int BYTES_PER_EDIT = 4096;

  /** What a purge weighs at least: trees are pruned and bodies read, so never on an event loop. */
  private static final int PURGE_WEIGHT = 32;

  /** How many revisions of a history weigh as much as an edit. */
  private static final int REVISIONS_PER_EDIT = 64;

  private final DatabaseName name;
  private final Catalogue.Entry entry;
  private final Engine engine;
  private final Keys keys;
  private final Workers workers;
  private final DatabaseOptions options;
  private final Access access;
  private final Sequences sequences;
  private final CommitSignal signal = new CommitSignal();
  private final Writer writer;
  private final Attachments attachments;
  private final Compaction compaction;

  public KvDatabase(
      DatabaseName name,
      Catalogue.Entry entry,
      Engine engine,
      Workers workers,
      DatabaseOptions options) {
    this.name = name;
    this.entry = entry;
    this.engine = engine;
    this.keys = new Keys(entry.number());
    this.workers = workers;
    this.options = options;
    this.sequences = new Sequences(entry.instance());
    this.access = new Access(engine, keys, sequences, workers);
    CommitListener listener = new CommitListener(signal::committed, this::removeDropped);
    this.writer = new Writer(engine, keys, workers, listener, options.maxWaitingEdits());
    this.attachments = new Attachments(engine, keys, workers, writer, options.staging());
    this.compaction = new Compaction(engine, keys, workers, writer, attachments);
  }

  private void removeDropped() {
    attachments.removeDropped();
  }

  @Override
  public DatabaseName name() {
    return name;
  }

  /** The number that its keys begin with. */
  public int number() {
    return keys.database();
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    if (engine.capabilities().durability() == Durability.NONE) {
      capabilities.remove(Capability.DURABLE);
    }
    return Set.copyOf(capabilities);
  }

  /**
   * Drops what a crash left of attachments that no document named, and begins to remove what was
   * dropped.
   */
  public Future<Void> recover() {
    return attachments.recover();
  }

  /** Commits a last mutation, after which the database is gone. */
  public Future<Void> delete(Mutation<Boolean> removal) {
    return writer
        .submitLast(
            removal,
            () -> {
              access.end(Lifecycle.DELETED);
              signal.end(CommitSignal.End.DELETED);
              attachments.close();
            })
        .mapEmpty();
  }

  /**
   * Ends everything: what waits for changes ends, and later calls throw. Completes when what was
   * handed in is written.
   */
  public Future<Void> close() {
    access.end(Lifecycle.CLOSED);
    signal.end(CommitSignal.End.CLOSED);
    attachments.close();
    return writer.close();
  }

  private boolean deleted() {
    return access.deleted();
  }

  private <T> Future<T> read(Function<View, T> read) {
    return access.read(1, read);
  }

  private <T> Future<T> open(Function<View, T> opening) {
    return access.open(1, opening);
  }

  private <T> Future<T> mutate(Mutation<T> mutation, long weight) {
    return deleted()
        ? Future.failedFuture(StoreException.databaseMissing())
        : writer.submit(mutation, weight);
  }

  @Override
  public Future<DatabaseInfo> info() {
    return read(view -> Figures.of(view, name, entry, compaction.running()));
  }

  @Override
  public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
    return read(view -> view.documents().get(id, options));
  }

  @Override
  public Future<ResultCursor<OpenRevision>> openRevisions(
      DocumentId id, OpenRevisions which, GetOptions options) {
    return open(view -> new OpenRevisionsScan(view, workers, id, which, options));
  }

  @Override
  public Future<List<BulkGetResult>> bulkGet(
      List<BulkGetRequest> requests, BulkGetOptions options) {
    return access.read(
        requests.size(),
        view -> view.documents().bulkGet(requests, options, this.options.maxBulkBytes()));
  }

  @Override
  public Future<AllDocsResult> allDocs(AllDocsOptions options) {
    return open(view -> AllDocsScan.of(view, workers, options));
  }

  @Override
  public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
      Map<DocumentId, List<RevisionId>> revisions) {
    return access.read(revisions.size(), view -> view.documents().revisionsDiff(revisions));
  }

  @Override
  public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
    return edits.isEmpty()
        ? nothing()
        : mutate(new EditDocuments(edits), weight(edits.stream().map(DocumentEdit::body)));
  }

  @Override
  public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    return grafts.isEmpty()
        ? nothing()
        : mutate(
            new GraftDocuments(grafts),
            weight(grafts.stream().map(DocumentGraft::body)) + historyWeight(grafts));
  }

  private Future<List<WriteResult>> nothing() {
    return deleted()
        ? Future.failedFuture(StoreException.databaseMissing())
        : Future.succeededFuture(List.of());
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

  @Override
  public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
    if (deleted()) {
      return Future.failedFuture(StoreException.databaseMissing());
    }
    return attachments.stage(content, options);
  }

  @Override
  public Future<Optional<AttachmentContent>> attachment(
      DocumentId id, String attachment, AttachmentOptions options) {
    return open(
        view -> {
          Optional<AttachmentRecord> found =
              view.documents().attachment(id, options.revision(), attachment);
          if (found.isEmpty()) {
            view.close();
          }
          return found.map(record -> new Outgoing(record, options, view.snapshot(), keys, workers));
        });
  }

  @Override
  public Future<ChangesResult> changes(ChangesOptions options) {
    return scan(options).map(scan -> scan);
  }

  private Future<ChangesScan> scan(ChangesOptions options) {
    return access.open(weight(options.filter()), view -> new ChangesScan(view, workers, options));
  }

  private static long weight(ChangesFilter filter) {
    return filter instanceof ChangesFilter.Documents documents ? documents.ids().size() : 1;
  }

  @Override
  public Future<LiveChanges> follow(ChangesOptions options) {
    if (options.descending()) {
      return Future.failedFuture(
          new StoreException(
              ErrorCode.BAD_REQUEST, "What is still to come has no descending order"));
    }
    return read(
        view -> {
          long newest = view.counters().updateSequence();
          long since = Math.min(newest, sequences.read(options.since(), newest));
          return new LiveFeed(
              this::scan, signal, workers, access::closed, options, sequences.write(since));
        });
  }

  @Override
  public Future<Optional<LocalDocument>> local(LocalDocumentId id) {
    return read(view -> LocalsScan.read(view, id));
  }

  @Override
  public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
    return mutate(new PutLocal(id, parent, body), 1);
  }

  @Override
  public Future<Boolean> removeLocal(LocalDocumentId id) {
    return mutate(new RemoveLocal(id), 1);
  }

  @Override
  public Future<ResultCursor<LocalDocument>> locals(AllDocsOptions options) {
    return open(view -> new LocalsScan(view, workers, options));
  }

  @Override
  public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
    return mutate(new PurgeRevisions(revisions), PURGE_WEIGHT + revisions.size());
  }

  @Override
  public Future<ResultCursor<PurgedInfo>> purgedInfos() {
    return open(view -> new PurgesScan(view, workers));
  }

  @Override
  public Future<Long> purgedInfosLimit() {
    return read(view -> view.setting(Setting.PURGED_INFOS_LIMIT));
  }

  @Override
  public Future<Void> setPurgedInfosLimit(long limit) {
    return set(Setting.PURGED_INFOS_LIMIT, limit);
  }

  @Override
  public Future<Long> revisionsLimit() {
    return read(view -> view.setting(Setting.REVISIONS_LIMIT));
  }

  @Override
  public Future<Void> setRevisionsLimit(long limit) {
    return set(Setting.REVISIONS_LIMIT, limit);
  }

  private Future<Void> set(Setting setting, long limit) {
    if (limit < 1) {
      return Future.failedFuture(
          new StoreException(ErrorCode.BAD_REQUEST, "A limit must be at least 1"));
    }
    return mutate(
            transaction -> {
              transaction.settings().set(setting, limit);
              return true;
            },
            1)
        .mapEmpty();
  }

  @Override
  public Future<JsonBody> security() {
    return read(
        view ->
            view.snapshot()
                .get(Setting.SECURITY.key(keys))
                .map(JsonBody::stored)
                .orElse(JsonBody.EMPTY));
  }

  @Override
  public Future<Void> setSecurity(JsonBody security) {
    return mutate(
            transaction -> {
              transaction.fit().requireBody(security);
              transaction.settings().set(Setting.SECURITY, security.bytes());
              return true;
            },
            1)
        .mapEmpty();
  }

  @Override
  public Future<Void> compact() {
    return deleted()
        ? Future.failedFuture(StoreException.databaseMissing())
        : Caller.current().deliver(compaction.run());
  }

  @Override
  public Future<Void> flush() {
    return deleted()
        ? Future.failedFuture(StoreException.databaseMissing())
        : workers.ofEngine(engine::flush);
  }
}
