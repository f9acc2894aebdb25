package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.collection.Collection;
import dev.couchgrass.store.collection.Collections;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What reads cost, in look-ups of the engine and steps of its cursors. */
class CostTest {
  private static final int DOCUMENTS = 5_000;

  /** For three rows: a few each, and what every read begins with. */
  private static final int FEW = 40;

  private final AtomicInteger reads = new AtomicInteger();
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(KvStorage.open(vertx, new Counting(), KvOptions.DEFAULTS));
  private final Collection items = await(Collections.over(storage).collection("items"));
  private final DocumentStore db = items.documents();

  @BeforeEach
  void fill() {
    List<DocumentEdit> edits =
        IntStream.range(0, DOCUMENTS)
            .mapToObj("%04d"::formatted)
            .map(id -> DocumentEdit.create(new DocumentId(id), JsonBody.parse("{\"data\":\"\"}")))
            .toList();
    await(db.write(edits));
  }

  @AfterEach
  void close() {
    await(storage.close());
    await(vertx.close());
  }

  private void assertCostsFew(int rows, Supplier<Future<? extends List<?>>> read) {
    int before = reads.get();
    assertEquals(rows, await(read.get()).size());
    int cost = reads.get() - before;
    assertTrue(cost >= rows, "nothing was counted");
    assertTrue(cost <= FEW, () -> "reads for " + rows + " rows: " + cost);
  }

  @Test
  @Tag("ALL-6")
  void aListingCostsWhatItLists() {
    AllDocsOptions three = AllDocsOptions.DEFAULTS.withLimit(3);
    for (AllDocsOptions options : List.of(three, three.withDescending(true))) {
      assertCostsFew(3, () -> db.allDocs(options).compose(rows -> rows.toList(10)));
    }
    String middle = "2500";
    AllDocsOptions.Range range =
        new AllDocsOptions.Range(Optional.of(middle), Optional.of("2502"), true);
    assertCostsFew(
        3,
        () ->
            db.allDocs(AllDocsOptions.DEFAULTS.withSelection(range))
                .compose(rows -> rows.toList(10)));
  }

  @Test
  @Tag("CHG-5")
  void aFilterByIdsCostsWhatItNames() {
    ChangesFilter filter =
        new ChangesFilter.Documents(
            Set.of(new DocumentId("0000"), new DocumentId("2500"), new DocumentId("none")));
    ChangesOptions options = ChangesOptions.DEFAULTS.withFilter(filter);
    assertCostsFew(2, () -> db.changes(options).compose(rows -> rows.toList(10)));
  }

  @Test
  @Tag("COL-12")
  void aSearchByPrefixCostsWhatItGives() {
    assertCostsFew(10, () -> items.geohashPrefix("250").compose(found -> found.toList(100)));
  }

  private final class Counting extends EngineWrapper {
    Counting() {
      super(new MemoryEngine());
    }

    @Override
    public Snapshot snapshot() {
      Snapshot inner = super.snapshot();
      return new Snapshot() {
        @Override
        public Optional<byte[]> get(byte[] key) {
          reads.incrementAndGet();
          return inner.get(key);
        }

        @Override
        public Cursor scan(KeyRange range, Direction direction) {
          return new CountingCursor(inner.scan(range, direction));
        }

        @Override
        public OptionalLong rank(byte[] key) {
          reads.incrementAndGet();
          return inner.rank(key);
        }

        @Override
        public void close() {
          inner.close();
        }
      };
    }
  }

  private final class CountingCursor implements Snapshot.Cursor {
    private final Snapshot.Cursor inner;

    CountingCursor(Snapshot.Cursor inner) {
      this.inner = inner;
    }

    @Override
    public boolean next() {
      reads.incrementAndGet();
      return inner.next();
    }

    @Override
    public byte[] key() {
      return inner.key();
    }

    @Override
    public byte[] value() {
      return inner.value();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
