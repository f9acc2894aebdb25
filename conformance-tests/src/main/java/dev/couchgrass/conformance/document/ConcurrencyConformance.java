package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many at once: nothing is lost, and everybody is answered where he asked. */
public abstract class ConcurrencyConformance extends StoreFixture {
  private static final int WRITERS = 8;
  private static final int EACH = 200;
  private static final String LAST = "last";

  protected ConcurrencyConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  void writersOnEventLoopsAreAnsweredOnTheirContexts() {
    AtomicInteger elsewhere = new AtomicInteger();
    List<Future<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      Promise<Void> done = Promise.promise();
      int number = writer;
      Context own = ((VertxInternal) vertx()).createEventLoopContext();
      own.runOnContext(start -> writeNext(number, 0, own, elsewhere, done));
      writers.add(done.future());
    }
    writers.forEach(StoreFixture::await);
    assertEquals(0, elsewhere.get());
    assertEquals(WRITERS * EACH, await(db.info()).documents());
  }

  @Test
  void aLargeBatchIsAnsweredOnItsCallersEventLoop() {
    List<DocumentEdit> edits = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      edits.add(DocumentEdit.create(id("doc" + i), json("{}")));
    }
    Context own = ((VertxInternal) vertx()).createEventLoopContext();
    Promise<Boolean> onEventLoop = Promise.promise();
    own.runOnContext(
        start -> {
          db.write(edits)
              .onComplete(
                  done ->
                      onEventLoop.complete(
                          Context.isOnEventLoopThread() && own == Vertx.currentContext()));
        });
    assertTrue(await(onEventLoop.future()));
  }

  private void writeNext(
      int writer, int i, Context own, AtomicInteger elsewhere, Promise<Void> done) {
    if (i == EACH) {
      done.complete();
      return;
    }
    db.write(DocumentEdit.create(id(writer + "/" + i), json("{}")))
        .compose(revision -> db.get(id(writer + "/" + i)))
        .compose(found -> db.changes(ChangesOptions.DEFAULTS.withLimit(1)))
        .compose(result -> result.toList(1))
        .compose(rows -> storage.open(db.name()))
        .compose(same -> storage.flush())
        .onComplete(
            result -> {
              if (Vertx.currentContext() != own) {
                elsewhere.incrementAndGet();
              }
              if (result.failed()) {
                done.fail(result.cause());
              } else {
                writeNext(writer, i + 1, own, elsewhere, done);
              }
            });
  }

  @Test
  @Tag("ATO-3")
  void writersOnPlainThreadsLoseNothingToEachOther() throws Exception {
    create("counter", "{\"n\":0}");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<java.util.concurrent.Future<Integer>> running = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        running.add(threads.submit(() -> increment(100)));
      }
      int total = 0;
      for (java.util.concurrent.Future<Integer> each : running) {
        total += each.get();
      }
      assertEquals("{\"n\":" + total + "}", get("counter").orElseThrow().body().toString());
      assertEquals(total + 1, get("counter").orElseThrow().revision().generation());
    } finally {
      threads.shutdownNow();
    }
  }

  private int increment(int times) {
    for (int i = 0; i < times; ) {
      StoredDocument read = get("counter").orElseThrow();
      String text = read.body().toString();
      int n = Integer.parseInt(text.substring(5, text.length() - 1));
      try {
        update("counter", read.revision(), "{\"n\":" + (n + 1) + "}");
        i++;
      } catch (StoreException conflict) {
        assertEquals(ErrorCode.CONFLICT, conflict.code());
      }
    }
    return times;
  }

  @Test
  @Tag("CHG-6")
  @Tag("CHG-7")
  @Tag("CHG-8")
  void aThousandListenersAreWokenByOneWrite() {
    require(Capability.LIVE_CHANGES);
    List<LiveChanges> feeds = new ArrayList<>();
    List<Future<List<Change>>> waiting = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      LiveChanges feed = await(db.follow(ChangesOptions.DEFAULTS));
      feeds.add(feed);
      waiting.add(feed.next(10));
    }
    create("a", "{}");
    for (Future<List<Change>> each : waiting) {
      assertEquals(id("a"), await(each).get(0).id());
    }
    waiting.clear();
    feeds.forEach(feed -> waiting.add(feed.next(10)));
    feeds.subList(0, 500).forEach(feed -> await(feed.close()));
    for (Future<List<Change>> each : waiting.subList(0, 500)) {
      assertEquals(List.of(), await(each));
    }
    await(storage.delete(db.name()));
    for (Future<List<Change>> each : waiting.subList(500, 1_000)) {
      assertFails(ErrorCode.DATABASE_MISSING, each);
    }
  }

  @Test
  @Tag("CHG-6")
  void noWakeUpIsLost() throws Exception {
    require(Capability.LIVE_CHANGES);
    int total = 1_000;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<java.util.concurrent.Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        readers.add(threads.submit(this::readToTheLast));
      }
      for (int i = 1; i < total; i++) {
        create("d" + i, "{}");
      }
      create(LAST, "{}");
      for (java.util.concurrent.Future<Integer> reader : readers) {
        assertEquals(total, reader.get(60, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int readToTheLast() {
    LiveChanges feed = await(db.follow(ChangesOptions.DEFAULTS));
    Set<DocumentId> seen = new HashSet<>();
    while (!seen.contains(id(LAST))) {
      await(feed.next(7)).forEach(change -> assertTrue(seen.add(change.id())));
    }
    await(feed.close());
    return seen.size();
  }

  @Test
  void closingACursorWhileItReadsReleasesItAfterwards() {
    for (int i = 0; i < 300; i++) {
      create("d" + i, "{}");
    }
    for (int i = 0; i < 200; i++) {
      AllDocsResult rows = await(db.allDocs(AllDocsOptions.DEFAULTS));
      Future<List<AllDocsRow>> reading = rows.next(300);
      await(rows.close());
      await(reading);
      assertEquals(List.of(), await(rows.next(1)));
    }
  }

  @Test
  void closingTheStorageWhileItIsReadIsSafe() {
    for (int i = 0; i < 500; i++) {
      create("d" + i, "{}");
    }
    List<Future<?>> reading = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      reading.add(db.allDocs(AllDocsOptions.DEFAULTS).compose(rows -> rows.toList(MANY)));
      reading.add(db.get(id("d" + i)));
    }
    await(storage.close());
    for (Future<?> each : reading) {
      await(each.otherwiseEmpty());
    }
  }
}
