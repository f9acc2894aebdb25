package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.conformance.rule.Described;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.document.WriteResult.Refused;
import dev.couchgrass.store.document.WriteResult.Written;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.opentest4j.TestAbortedException;

/** An empty database for each test, and short words for what tests do with it. */
public abstract class StoreFixture implements Described {
  static final int MANY = 1_000_000;
  private static Vertx vertx;

  private final StorageHome.Source homes;
  private StorageHome home;
  Storage storage;
  DocumentStore db;

  StoreFixture(StorageHome.Source homes) {
    this.homes = homes;
  }

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
  void open() throws IOException {
    home = homes.make();
    storage = await(home.open(vertx));
    db = await(storage.create(new DatabaseName("db")));
  }

  /** Closes the storage and opens it again; ends the test if nothing would be there. */
  void reopen() {
    if (!home.keeps()) {
      throw new TestAbortedException("The storage keeps nothing when it is closed");
    }
    await(storage.close());
    checkClosed();
    storage = await(home.open(vertx));
    db = await(storage.open(new DatabaseName("db")));
  }

  /** Goes on with what a crash at this moment leaves; ends the test if there can be none. */
  void crash() throws IOException {
    StorageHome left =
        home.crashed().orElseThrow(() -> new TestAbortedException("No crash can be had here"));
    await(storage.close());
    checkClosed();
    home.delete();
    home = left;
    storage = await(home.open(vertx));
    db = await(storage.open(new DatabaseName("db")));
  }

  /** The engine beneath; ends the test if there is none to be looked at. */
  Probe engine() {
    return home.engine()
        .orElseThrow(() -> new TestAbortedException("No engine is beneath that could be watched"));
  }

  /** Ends the test, with the reason, if the store says that it lacks what is tested. */
  void require(Capability capability) {
    if (!db.capabilities().contains(capability)) {
      throw new TestAbortedException("The store lacks " + capability);
    }
  }

  @Override
  public Set<String> capabilities() {
    return db.capabilities().stream().map(Capability::name).collect(Collectors.toSet());
  }

  /** How many keys the databases hold when what was dropped is removed. */
  int keysOnceDrained() {
    await(db.compact());
    return engine().keys();
  }

  /** Whether there is an engine to be looked at, beside what anybody can see of its databases. */
  boolean watched() {
    return home.engine().isPresent();
  }

  /** How many keys the databases hold, to be compared by {@link #assertKeys}; 0 if unwatched. */
  int keys() {
    return home.engine().map(Probe::keys).orElse(0);
  }

  /** Compares how many keys the databases hold, if watched: the test goes on in any case. */
  void assertKeys(int expected, String what) {
    home.engine().ifPresent(engine -> assertEquals(expected, engine.keys(), what));
  }

  /** Every test leaves nothing open, and reads where reading is allowed. */
  @AfterEach
  void closeAndCheck() throws IOException {
    await(storage.close());
    checkClosed();
    home.delete();
  }

  private void checkClosed() {
    home.engine().ifPresent(Probe::requireReleased);
  }

  /** What a future completes with. Fails if it takes longer than anything should. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  /** The failure of a future, which must have this code. */
  public static StoreException assertFails(ErrorCode code, Future<?> future) {
    StoreException failure = assertThrows(StoreException.class, () -> await(future));
    assertEquals(code, failure.code(), failure::reason);
    return failure;
  }

  /** The revision that an edit made, or that a graft brought. */
  static RevisionId assertWritten(WriteResult result) {
    return assertInstanceOf(Written.class, result).revision();
  }

  static void assertRefused(ErrorCode code, WriteResult result) {
    assertEquals(code, assertInstanceOf(Refused.class, result).error().code());
  }

  public static DocumentId id(String value) {
    return new DocumentId(value);
  }

  public static JsonBody json(String text) {
    return JsonBody.parse(text);
  }

  public static RevisionId rev(String text) {
    return RevisionId.parse(text);
  }

  public static List<RevisionId> revs(String... texts) {
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
    await(db.graft(List.of(grafted(id, deleted, history)))).forEach(StoreFixture::assertWritten);
  }

  public static DocumentGraft grafted(String id, boolean deleted, String... history) {
    return new DocumentGraft(
        id(id),
        new RevisionHistory(revs(history)),
        deleted,
        json("{\"rev\":\"" + history[0] + "\"}"),
        List.of());
  }

  /** A filter by a selector that wants the revisions that were grafted under these names. */
  static ChangesFilter.Selector wanted(String... names) {
    String list = Stream.of(names).map(name -> '"' + name + '"').collect(Collectors.joining(","));
    Set<JsonBody> bodies =
        Stream.of(names)
            .map(name -> json("{\"rev\":\"" + name + "\"}"))
            .collect(Collectors.toUnmodifiableSet());
    return new ChangesFilter.Selector(
        json("{\"rev\":{\"$in\":[" + list + "]}}"), document -> bodies.contains(document.body()));
  }

  Optional<StoredDocument> get(String id) {
    return await(db.get(id(id)));
  }

  Optional<StoredDocument> get(String id, RevisionId revision) {
    return await(db.get(id(id), GetOptions.DEFAULTS.withRevision(revision)));
  }

  /** The revision that is read if none is named. */
  Optional<RevisionId> winner(String id) {
    return get(id).map(StoredDocument::revision);
  }

  /** The body of a revision, if it is there. */
  Optional<String> body(String id, RevisionId revision) {
    return get(id, revision).map(read -> read.body().toString());
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
