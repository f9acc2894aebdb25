package dev.couchgrass.store.memory.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An engine whose reads may block is read on an event loop only briefly, and when it lets. */
class ReadThreadsTest {
  private static final int TRIES = 5;

  private final MayWait engine = new MayWait();
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage =
      StoreFixture.await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS));
  private final DocumentStore db = StoreFixture.await(storage.create(new DatabaseName("db")));
  private final DocumentId id = new DocumentId("a");

  ReadThreadsTest() {
    StoreFixture.await(db.write(DocumentEdit.create(id, JsonBody.EMPTY)));
  }

  @AfterEach
  void close() {
    StoreFixture.await(storage.close());
    StoreFixture.await(vertx.close());
  }

  @Test
  void whatDoesNotWaitIsReadAtOnce() {
    assertRead(true, () -> db.get(id));
  }

  @Test
  void whatWaitsIsReadOnAWorker() {
    engine.wait = true;
    assertRead(false, () -> db.get(id));
  }

  @Test
  void manyLookUpsAreMadeOnAWorker() {
    assertRead(true, () -> db.bulkGet(requests(32), BulkGetOptions.DEFAULTS));
    assertRead(false, () -> db.bulkGet(requests(33), BulkGetOptions.DEFAULTS));
  }

  @Test
  void longPagesAreReadOnAWorker() {
    assertPage(true, 32);
    assertPage(false, 33);
  }

  private void assertPage(boolean onLoop, int rows) {
    List<ResultCursor<?>> opened = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      opened.add(StoreFixture.await(db.allDocs(AllDocsOptions.DEFAULTS)));
    }
    Iterator<ResultCursor<?>> next = List.copyOf(opened).iterator();
    assertRead(onLoop, () -> next.next().next(rows));
    opened.forEach(each -> StoreFixture.await(each.close()));
  }

  private List<BulkGetRequest> requests(int count) {
    return Collections.nCopies(count, new BulkGetRequest(id, Optional.empty()));
  }

  /** The storage's own housekeeping reads too, now and then: not in each try. */
  private void assertRead(boolean onLoop, Supplier<Future<?>> read) {
    Set<Boolean> seen = readOnLoop(read);
    for (int i = 1; i < TRIES && !seen.equals(Set.of(onLoop)); i++) {
      seen = readOnLoop(read);
    }
    assertEquals(Set.of(onLoop), seen);
  }

  /** Whether the engine was read on event loops, on other threads, or on both. */
  private Set<Boolean> readOnLoop(Supplier<Future<?>> read) {
    engine.readOnLoop.clear();
    Promise<Object> done = Promise.promise();
    vertx.runOnContext(
        now -> {
          read.get().<Object>map(result -> result).onComplete(done);
        });
    StoreFixture.await(done.future());
    assertTrue(!engine.readOnLoop.isEmpty(), "nothing was read");
    return Set.copyOf(engine.readOnLoop);
  }

  private static final class MayWait extends EngineWrapper {
    final Set<Boolean> readOnLoop = ConcurrentHashMap.newKeySet();
    volatile boolean wait;

    MayWait() {
      super(new MemoryEngine());
    }

    @Override
    public EngineCapabilities capabilities() {
      EngineCapabilities memory = super.capabilities();
      return new EngineCapabilities(
          Durability.NONE, Reads.BLOCKING, memory.maxKeyBytes(), memory.maxValueBytes());
    }

    @Override
    public boolean readsWait() {
      return wait;
    }

    @Override
    public Snapshot snapshot() {
      return new WatchedSnapshot(super.snapshot());
    }

    private final class WatchedSnapshot implements Snapshot {
      private final Snapshot inner;

      WatchedSnapshot(Snapshot inner) {
        this.inner = inner;
      }

      @Override
      public Optional<byte[]> get(byte[] key) {
        note();
        return inner.get(key);
      }

      @Override
      public Cursor scan(KeyRange range, Direction direction) {
        Cursor cursor = inner.scan(range, direction);
        return new Cursor() {
          @Override
          public boolean next() {
            note();
            return cursor.next();
          }

          @Override
          public byte[] key() {
            return cursor.key();
          }

          @Override
          public byte[] value() {
            return cursor.value();
          }

          @Override
          public void close() {
            cursor.close();
          }
        };
      }

      @Override
      public void close() {
        inner.close();
      }

      private void note() {
        readOnLoop.add(Context.isOnEventLoopThread());
      }
    }
  }
}
