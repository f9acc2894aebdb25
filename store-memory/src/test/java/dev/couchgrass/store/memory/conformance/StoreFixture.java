package dev.couchgrass.store.memory.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.conformance.engines.Probe;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An empty database for each test, and short words for what tests do with it. */
@ParameterizedClass
@EnumSource(EngineKind.class)
abstract class StoreFixture {
  static final int MANY = 1_000_000;
  private static Vertx vertx;

  @Parameter EngineKind kind;
  Probe engine;
  Storage storage;
  DocumentStore db;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  static Vertx vertx() {
    return vertx;
  }

  @BeforeEach
  void open() {
    engine = new Probe(kind.make());
    storage = await(KvStorage.open(vertx, engine, options()));
    db = await(storage.create(new DatabaseName("db")));
  }

  KvOptions options() {
    return KvOptions.DEFAULTS;
  }

  /** How many keys the databases hold when what was dropped is removed. */
  int keysOnceDrained() {
    await(db.compact());
    return engine.keys();
  }

  /** Every test leaves nothing open, and reads where reading is allowed. */
  @AfterEach
  void closeAndCheck() {
    await(storage.close());
    assertEquals(List.of(), engine.faults());
    assertEquals(0, engine.open(), "snapshots and cursors left open");
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  static StoreException assertFails(ErrorCode code, Future<?> future) {
    StoreException failure = assertThrows(StoreException.class, () -> await(future));
    assertEquals(code, failure.code(), failure::reason);
    return failure;
  }

  static DocumentId id(String value) {
    return new DocumentId(value);
  }

  static JsonBody json(String text) {
    return JsonBody.parse(text);
  }

  static RevisionId rev(String text) {
    return RevisionId.parse(text);
  }

  static List<RevisionId> revs(String... texts) {
    return Stream.of(texts).map(RevisionId::parse).toList();
  }

  RevisionId create(String id, String body) {
    return await(db.write(DocumentEdit.create(id(id), json(body))));
  }

  RevisionId update(String id, RevisionId parent, String body) {
    return await(db.write(DocumentEdit.update(id(id), parent, json(body))));
  }

  RevisionId delete(String id, RevisionId parent) {
    return await(db.write(DocumentEdit.delete(id(id), parent)));
  }

  /** Grafts a revision whose body tells its name. */
  void graft(String id, String... history) {
    graft(id, false, history);
  }

  void graft(String id, boolean deleted, String... history) {
    await(db.graft(List.of(grafted(id, deleted, history)))).forEach(result -> result.orThrow());
  }

  static DocumentGraft grafted(String id, boolean deleted, String... history) {
    return new DocumentGraft(
        id(id),
        new RevisionHistory(revs(history)),
        deleted,
        json("{\"rev\":\"" + history[0] + "\"}"),
        List.of());
  }

  Optional<StoredDocument> get(String id) {
    return await(db.get(id(id)));
  }

  Optional<StoredDocument> get(String id, RevisionId revision) {
    return await(db.get(id(id), GetOptions.DEFAULTS.withRevision(revision)));
  }

  StoredDocument require(String id, GetOptions options) {
    return await(db.get(id(id), options)).orElseThrow();
  }

  List<Change> changes(ChangesOptions options) {
    return await(await(db.changes(options)).toList(MANY));
  }

  List<Change> changes() {
    return changes(ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS));
  }

  List<AllDocsRow> rows(AllDocsOptions options) {
    return await(await(db.allDocs(options)).toList(MANY));
  }

  /** The ids listed; those of missing keys behind a question mark, deleted ones behind a cross. */
  List<String> ids(AllDocsOptions options) {
    return rows(options).stream()
        .map(
            row -> {
              if (row instanceof AllDocsRow.Found found) {
                return (found.deleted() ? "x" : "") + found.id();
              }
              return "?" + ((AllDocsRow.Missing) row).key();
            })
        .toList();
  }
}
