package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.collection.Collection;
import dev.couchgrass.store.collection.Collections;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.DocumentEdit;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What reads cost: not in time, but in look-ups of the engine beneath and steps of its cursors. */
public abstract class CostsConformance extends StoreFixture {
  private static final int DOCUMENTS = 5_000;

  /** For a few rows: some each, and what every read begins with. */
  private static final int FEW = 40;

  private Collection items;

  protected CostsConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void fill() {
    engine();
    items = await(Collections.over(storage).collection("items"));
    db = items.documents();
    List<DocumentEdit> edits =
        IntStream.range(0, DOCUMENTS)
            .mapToObj("%04d"::formatted)
            .map(id -> DocumentEdit.create(id(id), json("{\"data\":\"\"}")))
            .toList();
    await(db.write(edits));
  }

  private void assertCostsFew(int rows, Supplier<Future<? extends List<?>>> read) {
    long before = engine().reads();
    assertEquals(rows, await(read.get()).size());
    long cost = engine().reads() - before;
    assertTrue(cost >= rows, "nothing was counted");
    assertTrue(cost <= FEW, () -> "reads for " + rows + " rows: " + cost);
  }

  @Test
  @Tag("ALL-6")
  void aListingCostsWhatItLists() {
    AllDocsOptions three = AllDocsOptions.DEFAULTS.withLimit(3);
    Range range = new Range(Optional.of("2500"), Optional.of("2502"), true);
    List<AllDocsOptions> listings =
        List.of(three, three.withDescending(true), AllDocsOptions.DEFAULTS.withSelection(range));
    for (AllDocsOptions options : listings) {
      assertCostsFew(3, () -> db.allDocs(options).compose(rows -> rows.toList(10)));
    }
  }

  @Test
  @Tag("CHG-5")
  void aFilterByIdsCostsWhatItNames() {
    ChangesFilter filter = new ChangesFilter.Documents(Set.of(id("0000"), id("2500"), id("none")));
    ChangesOptions options = ChangesOptions.DEFAULTS.withFilter(filter);
    assertCostsFew(2, () -> db.changes(options).compose(rows -> rows.toList(10)));
  }

  @Test
  @Tag("COL-12")
  void aSearchByPrefixCostsWhatItGives() {
    assertCostsFew(10, () -> items.geohashPrefix("250").compose(found -> found.toList(100)));
  }
}
