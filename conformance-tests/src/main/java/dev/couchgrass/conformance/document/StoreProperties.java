package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;

/** Random steps on the store and on its model, which must always agree. */
public abstract class StoreProperties {
  private static final List<String> IDS = List.of("a", "b", "_design/c");

  /** So many bytes make a body a long one. */
  private static final int LONG = 2_000;

  /** A step; what it does not need is ignored. */
  record Step(Kind kind, String id, int choice, String branch) {
    enum Kind {
      CREATE,
      UPDATE,
      DELETE,
      ATTACH,
      GRAFT,
      PURGE,
      COMPACT,
      LOCAL,
      REOPEN
    }
  }

  private static Optional<TriedStorage> tried = Optional.empty();

  private final StorageHome.Source homes;

  protected StoreProperties(StorageHome.Source homes) {
    this.homes = homes;
  }

  @AfterContainer
  static void stop() throws IOException {
    if (tried.isPresent()) {
      tried.get().close();
      tried = Optional.empty();
    }
  }

  private TriedStorage tried() throws IOException {
    if (tried.isEmpty()) {
      tried = Optional.of(TriedStorage.open(homes));
    }
    return tried.get();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Step.Kind.class),
            Arbitraries.of(IDS),
            Arbitraries.integers().between(0, 3),
            Arbitraries.strings().withChars("xyd").ofMinLength(1).ofMaxLength(4))
        .as(Step::new)
        .list()
        .ofMaxSize(25);
  }

  @Property(tries = 400)
  @Tag("TREE-1")
  @Tag("WIN-2")
  @Tag("GET-5")
  @Tag("CHG-1")
  @Tag("PUR-1")
  @Tag("CMP-1")
  void theStoreAgreesWithItsModel(@ForAll("steps") List<Step> steps) throws IOException {
    TriedStorage storage = tried();
    DocumentStore db = storage.next();
    StoreModel model = new StoreModel();
    for (Step step : steps) {
      if (step.kind() == Step.Kind.REOPEN) {
        db = step.choice() == 0 ? storage.reopen() : db;
      } else if (can(db, step.kind())) {
        apply(step, db, model);
      }
      compare(db, model);
      assertEquals(List.of(), storage.problems());
    }
    if (can(db, Step.Kind.PURGE) && can(db, Step.Kind.COMPACT)) {
      purgeAll(db, model);
      assertEquals(List.of(), storage.left(), "left in the engine");
    }
    storage.drop();
  }

  /** What a step needs that a store may lack. */
  private static Optional<Capability> needed(Step.Kind kind) {
    return switch (kind) {
      case ATTACH -> Optional.of(Capability.ATTACHMENTS);
      case PURGE -> Optional.of(Capability.PURGE);
      case COMPACT -> Optional.of(Capability.COMPACTION);
      default -> Optional.empty();
    };
  }

  /** Whether the store has what a step needs; other steps are passed over. */
  private static boolean can(DocumentStore db, Step.Kind kind) {
    return needed(kind).map(db.capabilities()::contains).orElse(true);
  }

  private static void purgeAll(DocumentStore db, StoreModel model) {
    for (String id : IDS) {
      StoreFixture.await(db.purge(Map.of(new DocumentId(id), model.leaves(id))));
      model.leaves(id).forEach(leaf -> model.purge(id, leaf));
      StoreFixture.await(db.removeLocal(new LocalDocumentId(id)));
    }
    compare(db, model);
    StoreFixture.await(db.compact());
  }

  private static void apply(Step step, DocumentStore db, StoreModel model) {
    List<RevisionId> leaves = model.leaves(step.id());
    Optional<RevisionId> leaf =
        leaves.isEmpty()
            ? Optional.empty()
            : Optional.of(leaves.get(step.choice() % leaves.size()));
    switch (step.kind()) {
      case CREATE -> create(step, db, model);
      case UPDATE -> leaf.ifPresent(parent -> edit(step, parent, false, db, model));
      case DELETE -> leaf.ifPresent(parent -> edit(step, parent, true, db, model));
      case ATTACH -> leaf.ifPresent(parent -> attach(step, parent, db, model));
      case GRAFT -> graft(step, db, model);
      case PURGE -> leaf.ifPresent(chosen -> purge(step, chosen, db, model));
      case COMPACT -> {
        StoreFixture.await(db.compact());
        model.compact();
      }
      case LOCAL ->
          StoreFixture.await(
              db.putLocal(new LocalDocumentId(step.id()), step.choice(), JsonBody.EMPTY));
      case REOPEN -> throw new AssertionError("A step of the storage, not of a database");
    }
  }

  private static JsonBody body(Step step) {
    // Short ones are kept in another place than long ones.
    String padding = step.branch().length() > 2 ? "p".repeat(LONG) : "";
    return JsonBody.parse("{\"n\":\"" + step.branch() + padding + "\"}");
  }

  private static void create(Step step, DocumentStore db, StoreModel model) {
    List<RevisionId> leaves = model.leaves(step.id());
    Future<RevisionId> written =
        db.write(DocumentEdit.create(new DocumentId(step.id()), body(step)));
    if (model.live(step.id())) {
      StoreFixture.assertFails(ErrorCode.CONFLICT, written);
    } else {
      List<RevisionId> history = new ArrayList<>(List.of(StoreFixture.await(written)));
      leaves.stream().limit(1).forEach(history::add);
      model.add(step.id(), history, false, body(step));
    }
  }

  private static void edit(
      Step step, RevisionId parent, boolean deleted, DocumentStore db, StoreModel model) {
    DocumentEdit edit =
        new DocumentEdit(
            new DocumentId(step.id()), Optional.of(parent), deleted, body(step), List.of());
    model.add(step.id(), List.of(StoreFixture.await(db.write(edit)), parent), deleted, body(step));
  }

  private static void attach(Step step, RevisionId parent, DocumentStore db, StoreModel model) {
    byte[] bytes = Attachments.random(step.choice() * 50_000);
    RevisionId revision =
        Attachments.write(
            db, step.id(), Optional.of(parent), List.of(Attachments.attach(db, "f", bytes)));
    model.add(step.id(), List.of(revision, parent), false, JsonBody.EMPTY);
    assertArrayEquals(
        bytes,
        Attachments.readBytes(
            db, step.id(), "f", AttachmentOptions.DEFAULTS.withRevision(revision)));
  }

  /** A branch's name tells its path: each prefix is a revision, a tombstone if it ends with d. */
  private static void graft(Step step, DocumentStore db, StoreModel model) {
    List<RevisionId> history = new ArrayList<>();
    int known = Math.max(1, step.branch().length() - step.choice());
    for (int generation = step.branch().length(); generation >= known; generation--) {
      history.add(RevisionId.parse(generation + "-" + step.branch().substring(0, generation)));
    }
    boolean deleted = step.branch().endsWith("d");
    DocumentGraft graft =
        new DocumentGraft(
            new DocumentId(step.id()),
            new RevisionHistory(history),
            deleted,
            body(step),
            List.of());
    StoreFixture.await(db.graft(List.of(graft))).get(0).orThrow();
    model.add(step.id(), history, deleted, body(step));
  }

  private static void purge(Step step, RevisionId leaf, DocumentStore db, StoreModel model) {
    PurgeResult purged =
        StoreFixture.await(db.purge(Map.of(new DocumentId(step.id()), List.of(leaf))));
    assertEquals(List.of(leaf), purged.purged().get(new DocumentId(step.id())));
    model.purge(step.id(), leaf);
  }

  private static void compare(DocumentStore db, StoreModel model) {
    DatabaseInfo info = StoreFixture.await(db.info());
    assertEquals(model.live().size(), info.documents());
    assertEquals(model.tombstones(), info.deletedDocuments());
    assertEquals(model.changes(), changes(db));
    assertEquals(sorted(model.live()), ids(db));
    compareListed(db, model);
    for (String id : IDS) {
      Optional<StoredDocument> read = StoreFixture.await(db.get(new DocumentId(id)));
      assertEquals(model.live(id), read.isPresent());
      read.ifPresent(found -> assertEquals(model.leaves(id).get(0), found.revision()));
      List<OpenRevision> opened =
          StoreFixture.await(
              db.openRevisions(new DocumentId(id), new OpenRevisions.All(), GetOptions.DEFAULTS)
                  .compose(leaves -> leaves.toList(1000)));
      assertEquals(
          model.leaves(id).stream().map(RevisionId::toString).toList(),
          opened.stream().map(OpenRevisionsConformance::show).toList());
      model.bodies(id).forEach((revision, body) -> assertEquals(body, body(db, id, revision)));
      read.ifPresent(
          found -> assertEquals(model.bodies(id).get(found.revision()), Optional.of(found.body())));
    }
  }

  /** The documents that come with rows and with changes are the winners. */
  private static void compareListed(DocumentStore db, StoreModel model) {
    AllDocsOptions rows = AllDocsOptions.DEFAULTS.withDocuments(true);
    for (AllDocsRow row : StoreFixture.await(db.allDocs(rows).compose(all -> all.toList(100)))) {
      AllDocsRow.Found found = (AllDocsRow.Found) row;
      String id = found.id().value();
      assertEquals(
          model.bodies(id).get(found.revision()), found.document().map(StoredDocument::body));
    }
    ChangesOptions feed = ChangesOptions.DEFAULTS.withDocuments(true);
    for (Change change : StoreFixture.await(db.changes(feed).compose(all -> all.toList(100)))) {
      StoredDocument document = change.document().orElseThrow();
      assertEquals(change.revisions().get(0), document.revision());
      String id = change.id().value();
      assertEquals(model.bodies(id).get(document.revision()), Optional.of(document.body()));
    }
  }

  private static Optional<JsonBody> body(DocumentStore db, String id, RevisionId revision) {
    GetOptions options = GetOptions.DEFAULTS.withRevision(revision);
    return StoreFixture.await(db.get(new DocumentId(id), options)).map(StoredDocument::body);
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted().toList();
  }

  private static List<String> ids(DocumentStore db) {
    return StoreFixture.await(db.allDocs(AllDocsOptions.DEFAULTS).compose(rows -> rows.toList(100)))
        .stream()
        .map(row -> ((AllDocsRow.Found) row).id().value())
        .toList();
  }

  private static List<String> changes(DocumentStore db) {
    ChangesOptions options = ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS);
    return StoreFixture.await(db.changes(options).compose(rows -> rows.toList(100))).stream()
        .map(change -> StoreModel.change(change.id().value(), change.revisions(), change.deleted()))
        .toList();
  }
}
