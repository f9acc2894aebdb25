package dev.couchgrass.sync.run;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesPagesTest {
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore db = await(storage.create(new DatabaseName("db")));
  private final List<Long> left = new ArrayList<>();
  private int next;

  @BeforeEach
  void fill() {
    write(10);
  }

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      await(db.write(DocumentEdit.create(new DocumentId("d" + next++), JsonBody.EMPTY)));
    }
  }

  private List<String> read(ChangesReader pages, int max, Runnable between) {
    List<String> ids = new ArrayList<>();
    while (true) {
      List<Change> page = await(pages.next(max));
      if (page.isEmpty()) {
        return ids;
      }
      left.add(pages.remaining());
      page.forEach(change -> ids.add(change.id().value()));
      between.run();
    }
  }

  private static List<String> ids(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add("d" + i);
    }
    return ids;
  }

  @Test
  void eachComesOnceAndWhatIsLeftIsCounted() {
    ChangesReader pages = new ChangesPages(db, ChangesOptions.DEFAULTS);
    assertEquals(ids(10), read(pages, 3, () -> {}));
    assertEquals(List.of(7L, 4L, 1L, 0L), left);
    assertEquals(await(db.info()).updateSequence(), pages.lastSequence());
  }

  @Test
  void whatIsWrittenMeanwhileDoesNotKeepItFromItsEnd() {
    ChangesReader pages = new ChangesPages(db, ChangesOptions.DEFAULTS);
    assertEquals(ids(12), read(pages, 3, () -> write(5)));
  }

  /** PouchDB's servers do not count: a full page that leaves nothing may not be the last. */
  @Test
  void aSourceThatDoesNotCountIsReadToItsEnd() {
    ChangesReader pages = new ChangesPages(uncounted(db), ChangesOptions.DEFAULTS);
    assertEquals(ids(10), read(pages, 5, () -> {}));
    assertEquals(List.of(0L, 0L), left);
  }

  @Test
  void whatAFilterPassesOverIsBehindItsEnd() {
    ChangesFilter one = new ChangesFilter.Documents(Set.of(new DocumentId("d3")));
    ChangesReader pages = new ChangesPages(db, ChangesOptions.DEFAULTS.withFilter(one));
    assertEquals(List.of("d3"), read(pages, 3, () -> {}));
    assertEquals(await(db.info()).updateSequence(), pages.lastSequence());
  }

  @Test
  void whoClosesGetsNoMore() {
    ChangesReader pages = new ChangesPages(db, ChangesOptions.DEFAULTS);
    await(pages.next(3));
    await(pages.close());
    assertEquals(List.of(), await(pages.next(3)));
  }

  @SuppressWarnings("unchecked")
  private static DocumentStore uncounted(DocumentStore db) {
    return proxy(
        DocumentStore.class,
        db,
        "changes",
        answer ->
            ((Future<ChangesResult>) answer)
                .map(page -> proxy(ChangesResult.class, page, "pending", count -> 0L)));
  }

  private static <T> T proxy(Class<T> type, T over, String method, UnaryOperator<Object> changed) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, arguments) -> {
              Object answer = called.invoke(over, arguments);
              return called.getName().equals(method) ? changed.apply(answer) : answer;
            }));
  }
}
