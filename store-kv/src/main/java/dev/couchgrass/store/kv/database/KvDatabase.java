package dev.couchgrass.store.kv.database;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.DocumentTransaction;
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
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Caller;
import dev.couchgrass.store.kv.blob.Outgoing;
import dev.couchgrass.store.kv.commit.Lane;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.commit.Turn;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.database.Access.Lifecycle;
import dev.couchgrass.store.kv.layout.AttachmentRecord;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Setting;
import dev.couchgrass.store.kv.read.AllDocsScan;
import dev.couchgrass.store.kv.read.LocalsScan;
import dev.couchgrass.store.kv.read.OpenRevisionsScan;
import dev.couchgrass.store.kv.read.PurgesScan;
import dev.couchgrass.store.kv.read.Sequences;
import dev.couchgrass.store.kv.read.View;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.CommitListener;
import dev.couchgrass.store.kv.write.PutLocal;
import dev.couchgrass.store.kv.write.RemoveLocal;
import dev.couchgrass.store.kv.write.Transaction;
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

/** A database over an engine: hands every call to the part that does it. */
public final class KvDatabase implements DocumentStore {
  private final DatabaseName name;
  private final Catalogue.Entry entry;
  private final Engine engine;
  private final Keys keys;
  private final Workers workers;
  private final DatabaseOptions options;
  private final Access access;
  private final CommitSignal signal = new CommitSignal();
  private final Writer<Transaction> writer;
  private final Edits edits;
  private final Changes changes;
  private final DatabaseSettings settings;
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
    Sequences sequences = new Sequences(entry.instance());
    this.access = new Access(engine, keys, sequences, workers);
    CommitListener listener = new CommitListener(signal::committed, this::removeDropped);
    this.writer =
        new Writer<>(
            engine,
            newest -> new Transaction(newest, keys, engine.capabilities(), listener),
            workers,
            options.maxWaitingEdits());
    this.edits = new Edits(access, writer);
    this.changes = new Changes(access, workers, sequences, signal);
    this.settings = new DatabaseSettings(keys, access, edits);
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
  public Future<Void> delete(Mutation<Transaction, Boolean> removal) {
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

  /** Keeps other writers out, until the turn ends. Fails with {@code DATABASE_MISSING}. */
  public Future<Turn<Transaction>> takeTurn() {
    return deleted() ? Future.failedFuture(StoreException.databaseMissing()) : writer.takeTurn();
  }

  /** This database, as a transaction that has the turn sees it. */
  public DocumentTransaction within(Turn<Transaction> turn, Lane lane, Turn.Room room) {
    return new KvDocumentTransaction(turn, access.of(turn.view()), lane, room);
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
    return this.edits.write(edits);
  }

  @Override
  public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    return edits.graft(grafts);
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
    return changes.scan(options).map(scan -> scan);
  }

  @Override
  public Future<LiveChanges> follow(ChangesOptions options) {
    return changes.follow(options);
  }

  @Override
  public Future<Optional<LocalDocument>> local(LocalDocumentId id) {
    return read(view -> LocalsScan.read(view, id));
  }

  @Override
  public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
    return edits.submit(new PutLocal(id, parent, body));
  }

  @Override
  public Future<Boolean> removeLocal(LocalDocumentId id) {
    return edits.submit(new RemoveLocal(id));
  }

  @Override
  public Future<ResultCursor<LocalDocument>> locals(AllDocsOptions options) {
    return open(view -> new LocalsScan(view, workers, options));
  }

  @Override
  public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
    return edits.purge(revisions);
  }

  @Override
  public Future<ResultCursor<PurgedInfo>> purgedInfos() {
    return open(view -> new PurgesScan(view, workers));
  }

  @Override
  public Future<Long> purgedInfosLimit() {
    return settings.limit(Setting.PURGED_INFOS_LIMIT);
  }

  @Override
  public Future<Void> setPurgedInfosLimit(long limit) {
    return settings.setLimit(Setting.PURGED_INFOS_LIMIT, limit);
  }

  @Override
  public Future<Long> revisionsLimit() {
    return settings.limit(Setting.REVISIONS_LIMIT);
  }

  @Override
  public Future<Void> setRevisionsLimit(long limit) {
    return settings.setLimit(Setting.REVISIONS_LIMIT, limit);
  }

  @Override
  public Future<JsonBody> security() {
    return settings.security();
  }

  @Override
  public Future<Void> setSecurity(JsonBody security) {
    return settings.setSecurity(security);
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
