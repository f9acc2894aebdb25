package dev.couchgrass.store.kv.read;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevision.Found;
import dev.couchgrass.store.document.OpenRevision.Missing;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.Extras;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.AttachmentRecord;
import dev.couchgrass.store.kv.layout.BodyRecord;
import dev.couchgrass.store.kv.layout.ChangeRecord;
import dev.couchgrass.store.kv.layout.DocumentRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.LiveRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads documents from a snapshot. */
public final class DocumentReads {
  private static final DocumentRecord ABSENT = new DocumentRecord(0, RevisionTree.EMPTY);

  private final Snapshot snapshot;
  private final Keys keys;
  private final Sequences sequences;
  private final Optional<SharedReads> shared;

  public DocumentReads(Snapshot snapshot, Keys keys, Sequences sequences) {
    this(snapshot, keys, sequences, Optional.empty());
  }

  private DocumentReads(
      Snapshot snapshot, Keys keys, Sequences sequences, Optional<SharedReads> shared) {
    this.snapshot = snapshot;
    this.keys = keys;
    this.sequences = sequences;
    this.shared = shared;
  }

  /** See {@link dev.couchgrass.store.DocumentStore#get(DocumentId, GetOptions)}. */
  public Optional<StoredDocument> get(DocumentId id, GetOptions options) {
    if (options.revision().isEmpty() && !options.extras()) {
      Optional<StoredDocument> live = live(id);
      if (live.isPresent() || !options.tombstone()) {
        return live;
      }
    }
    DocumentRecord record = record(id);
    return chosen(record.tree(), options).flatMap(revision -> open(id, record, revision, options));
  }

  /** The way of most reads: one look-up, or two if the body is long, and no tree. */
  private Optional<StoredDocument> live(DocumentId id) {
    return snapshot
        .get(keys.of(Space.LIVE, id))
        .map(LiveRecord::decode)
        .map(live -> document(id, live));
  }

  /** A document as it is listed. */
  StoredDocument document(DocumentId id, LiveRecord live) {
    return document(id, live.winner(), false, body(live));
  }

  private static Optional<Revision> chosen(RevisionTree tree, GetOptions options) {
    if (options.revision().isEmpty()) {
      return tree.winner().filter(winner -> options.tombstone() || !winner.deleted());
    }
    RevisionId named = options.revision().get();
    return options.latest() ? tree.latest(named).stream().findFirst() : tree.find(named);
  }

  Optional<StoredDocument> open(
      DocumentId id, DocumentRecord record, Revision revision, GetOptions options) {
    if (!revision.available()) {
      return Optional.empty();
    }
    StoredDocument plain =
        document(id, revision.id(), revision.deleted(), body(id, record, revision));
    return Optional.of(
        options.extras()
            ? new StoredDocument(
                id,
                plain.revision(),
                plain.deleted(),
                plain.body(),
                plain.attachments(),
                ExtrasReader.read(record, revision.id(), options, sequences))
            : plain);
  }

  /** The winner of a document that changed, with its conflicts or without. */
  StoredDocument winner(ChangeRecord record, boolean conflicts) {
    DocumentId id = record.id();
    return record.deleted() && !conflicts
        ? tombstone(id, record.leaves().get(0), record.body())
        : get(id, GetOptions.DEFAULTS.withTombstone(true).withConflicts(conflicts))
            .orElseThrow(() -> new IllegalStateException("A changed document is not there"));
  }

  /** Revisions of a document, without those whose bodies are not there. */
  List<StoredDocument> revisions(DocumentId id, List<RevisionId> wanted) {
    DocumentRecord record = record(id);
    return wanted.stream()
        .flatMap(revision -> record.tree().find(revision).stream())
        .flatMap(revision -> open(id, record, revision, GetOptions.DEFAULTS).stream())
        .toList();
  }

  /** A winner that is deleted. */
  private StoredDocument tombstone(DocumentId id, RevisionId revision, long number) {
    return document(id, revision, true, load(number));
  }

  private static StoredDocument document(
      DocumentId id, RevisionId revision, boolean deleted, BodyRecord body) {
    List<AttachmentInfo> attachments =
        body.attachments().isEmpty()
            ? List.of()
            : body.attachments().stream().map(AttachmentRecord::info).toList();
    return new StoredDocument(id, revision, deleted, body.body(), attachments, Extras.NONE);
  }

  private BodyRecord body(LiveRecord live) {
    return shared(live.body(), number -> live.inlined().orElseGet(() -> load(number)));
  }

  /** The body of a revision that has one. */
  private BodyRecord body(DocumentId id, DocumentRecord record, Revision revision) {
    boolean listed =
        !revision.deleted() && record.tree().winner().filter(revision::equals).isPresent();
    return listed
        ? shared(revision.body(), number -> listed(id).inlined().orElseGet(() -> load(number)))
        : shared(revision.body(), this::load);
  }

  private LiveRecord listed(DocumentId id) {
    return snapshot
        .get(keys.of(Space.LIVE, id))
        .map(LiveRecord::decode)
        .orElseThrow(() -> new IllegalStateException("A document is not listed"));
  }

  private BodyRecord shared(long number, LongFunction<BodyRecord> load) {
    return shared.isPresent() ? shared.get().body(number, load) : load.apply(number);
  }

  private BodyRecord load(long number) {
    return snapshot
        .get(keys.of(Space.BODIES, number))
        .map(BodyRecord::decode)
        .orElseThrow(() -> new IllegalStateException("The body of a revision is not there"));
  }

  /** The attachments of a revision, for the reader of one of them. */
  public Optional<AttachmentRecord> attachment(
      DocumentId id, Optional<RevisionId> revision, String name) {
    DocumentRecord record = record(id);
    RevisionTree tree = record.tree();
    Optional<Revision> chosen =
        revision.isPresent()
            ? tree.find(revision.get())
            : tree.winner().filter(winner -> !winner.deleted());
    return chosen
        .filter(Revision::available)
        .flatMap(
            found ->
                body(id, record, found).attachments().stream()
                    .filter(attachment -> attachment.name().equals(name))
                    .findFirst());
  }

  private List<OpenRevision> openRevision(
      DocumentId id,
      DocumentRecord record,
      RevisionId revision,
      boolean latest,
      GetOptions options) {
    RevisionTree tree = record.tree();
    List<Revision> found = latest ? tree.latest(revision) : tree.find(revision).stream().toList();
    return found.isEmpty()
        ? List.of(new Missing(revision))
        : found.stream().map(each -> openRevision(id, record, each, options)).toList();
  }

  private OpenRevision openRevision(
      DocumentId id, DocumentRecord record, Revision revision, GetOptions options) {
    return open(id, record, revision, options)
        .<OpenRevision>map(Found::new)
        .orElseGet(() -> new Missing(revision.id()));
  }

  /**
   * See {@link dev.couchgrass.store.DocumentStore#bulkGet}. A body that is asked for several times
   * is read and held once.
   *
   * @param maxBytes of all bodies but the first; beyond them {@code TOO_LARGE}
   */
  public List<BulkGetResult> bulkGet(
      List<BulkGetRequest> requests, BulkGetOptions options, long maxBytes) {
    DocumentReads shared =
        new DocumentReads(snapshot, keys, sequences, Optional.of(new SharedReads(maxBytes)));
    List<BulkGetResult> results = new ArrayList<>(requests.size());
    GetOptions get = GetOptions.DEFAULTS.withTombstone(true).withHistory(options.history());
    for (BulkGetRequest request : requests) {
      results.add(new BulkGetResult(request.id(), shared.bulkGet(request, options, get)));
    }
    return results;
  }

  private List<OpenRevision> bulkGet(
      BulkGetRequest request, BulkGetOptions options, GetOptions get) {
    if (request.revision().isPresent()) {
      return openRevision(
          request.id(), record(request.id()), request.revision().get(), options.latest(), get);
    }
    return get(request.id(), get).<OpenRevision>map(Found::new).stream().toList();
  }

  /** See {@link dev.couchgrass.store.DocumentStore#revisionsDiff}. */
  public Map<DocumentId, RevisionsDiff> revisionsDiff(Map<DocumentId, List<RevisionId>> asked) {
    Map<DocumentId, RevisionsDiff> diffs = new LinkedHashMap<>();
    asked.forEach(
        (id, revisions) -> {
          RevisionTree tree = record(id).tree();
          List<RevisionId> missing = tree.missing(revisions);
          if (!missing.isEmpty()) {
            diffs.put(id, new RevisionsDiff(missing, tree.possibleAncestors(missing)));
          }
        });
    return diffs;
  }

  /** The sequences of all design documents, deleted ones too, in no order. */
  List<Long> designSequences() {
    List<Long> found = new ArrayList<>();
    try (Cursor cursor =
        snapshot.scan(IdRange.scope(keys, Space.DOCUMENTS, Scope.DESIGN), Direction.FORWARD)) {
      while (cursor.next()) {
        found.add(DocumentRecord.decode(cursor.value()).sequence());
      }
    }
    return found;
  }

  /** The document's record, with an empty tree if it is not there. */
  DocumentRecord record(DocumentId id) {
    return shared.isPresent() ? shared.get().record(id, this::loadRecord) : loadRecord(id);
  }

  private DocumentRecord loadRecord(DocumentId id) {
    return snapshot.get(keys.of(Space.DOCUMENTS, id)).map(DocumentRecord::decode).orElse(ABSENT);
  }
}
