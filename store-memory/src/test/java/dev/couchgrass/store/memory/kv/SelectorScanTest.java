package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A selector that wants little has much read: on workers, and only as long as somebody waits. */
class SelectorScanTest {
  private static final int DOCUMENTS = 5_000;

  /** What is read before somebody who gave up is noticed. */
  private static final int ONE_GO = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore db = await(storage.create(new DatabaseName("db")));

  SelectorScanTest() {
    await(
        db.write(
            IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> DocumentEdit.create(new DocumentId("d" + i), JsonBody.EMPTY))
                .toList()));
  }

  @AfterEach
  void close() {
    await(storage.close());
    await(vertx.close());
  }

  private ChangesResult changes(Predicate<StoredDocument> predicate) {
    ChangesFilter filter = new ChangesFilter.Selector(JsonBody.EMPTY, predicate);
    return await(db.changes(ChangesOptions.DEFAULTS.withFilter(filter)));
  }

  @Test
  void eventLoopsAreNotKept() {
    AtomicBoolean onLoop = new AtomicBoolean();
    ChangesResult changes =
        changes(
            document -> {
              onLoop.compareAndSet(false, Context.isOnEventLoopThread());
              return document.id().value().equals("d" + (DOCUMENTS - 1));
            });
    Promise<List<Change>> taken = Promise.promise();
    vertx.runOnContext(
        now -> {
          changes.next(10).onComplete(taken);
        });
    assertEquals(1, await(taken.future()).size());
    assertTrue(!onLoop.get(), "A predicate was called on an event loop");
    await(changes.close());
  }

  @Test
  void whoClosesIsNotReadForAnyMore() {
    AtomicInteger tried = new AtomicInteger();
    Promise<ChangesResult> opened = Promise.promise();
    ChangesResult changes =
        changes(
            document -> {
              if (tried.incrementAndGet() == 1) {
                opened.future().result().close();
              }
              return false;
            });
    opened.complete(changes);
    assertEquals(List.of(), await(changes.next(10)));
    assertTrue(tried.get() <= ONE_GO, () -> tried + " documents were tried");
  }

  @Test
  void eachDocumentIsTriedOnce() {
    AtomicInteger tried = new AtomicInteger();
    ChangesResult changes = changes(document -> tried.incrementAndGet() % 2 == 0);
    assertEquals(DOCUMENTS / 2, await(changes.toList(DOCUMENTS)).size());
    assertEquals(DOCUMENTS, tried.get());
  }

  @Test
  void aPredicateThatFailsFailsTheRead() {
    ChangesResult changes =
        changes(
            document -> {
              throw new IllegalStateException("on purpose");
            });
    for (int i = 0; i < 2; i++) {
      Future<List<Change>> next = changes.next(10);
      StoreException failure = assertThrows(StoreException.class, () -> await(next));
      assertEquals(ErrorCode.STORE_FAILED, failure.code());
    }
    await(changes.close());
  }
}
