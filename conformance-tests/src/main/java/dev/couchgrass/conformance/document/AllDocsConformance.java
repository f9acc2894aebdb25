package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Keys;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.StoredDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Listings by id: order, ranges, keys, rows of deleted documents, totals. */
public abstract class AllDocsConformance extends StoreFixture {
  protected AllDocsConformance(StorageHome.Source homes) {
    super(homes);
  }

  private static AllDocsOptions range(String start, String end, boolean inclusiveEnd) {
    return AllDocsOptions.DEFAULTS.withSelection(
        new Range(
            Optional.of(start).filter(s -> !s.isEmpty()),
            Optional.of(end).filter(s -> !s.isEmpty()),
            inclusiveEnd));
  }

  private void fill() {
    for (String id : List.of("c", "a", "b", "\u00e9", "\ud83d\ude00", "\uffee", "B", "_design/x")) {
      create(id, "{\"id\":\"" + id + "\"}");
    }
    delete("b", get("b").orElseThrow().revision());
  }

  @Test
  @Tag("ALL-1")
  @Tag("DOC-4")
  void idsAreInTheOrderOfTheirBytes() {
    fill();
    List<String> all = List.of("B", "_design/x", "a", "c", "\u00e9", "\uffee", "\ud83d\ude00");
    assertEquals(all, ids(AllDocsOptions.DEFAULTS));
    List<String> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    assertEquals(reversed, ids(AllDocsOptions.DEFAULTS.withDescending(true)));
  }

  @Test
  @Tag("ALL-1")
  @Tag("ALL-4")
  @Tag("ALL-8")
  void rangesHoldInBothDirections() {
    fill();
    assertEquals(List.of("a", "c"), ids(range("a", "c", true)));
    assertEquals(List.of("a"), ids(range("a", "c", false)));
    assertEquals(List.of("c", "a"), ids(range("c", "a", true).withDescending(true)));
    assertEquals(List.of("c"), ids(range("c", "a", false).withDescending(true)));
    assertEquals(List.of(), ids(range("c", "a", true)));
    assertEquals(List.of(), ids(range("a", "c", true).withDescending(true)));
    assertEquals(List.of("B", "_design/x", "a"), ids(range("", "b", true)));
    assertEquals(List.of("\uffee", "\ud83d\ude00"), ids(range("\uffee", "", true)));
    assertEquals(List.of("\uffee"), ids(range("\uffee", "", true).withLimit(1)));
  }

  @Test
  @Tag("ALL-1")
  @Tag("ALL-8")
  void aKeyIsARangeOfOne() {
    fill();
    assertEquals(List.of("a"), ids(range("a", "a", true)));
    assertEquals(List.of(), ids(range("b", "b", true)));
    assertEquals(List.of(), ids(range("a", "a", false)));
  }

  @Test
  @Tag("ALL-3")
  void keysKeepTheirOrderWithDeletedAndMissing() {
    fill();
    AllDocsOptions keys =
        AllDocsOptions.DEFAULTS.withSelection(
            new Keys(List.of("c", "nothing", "b", "", "_bad", "a", "c")));
    assertEquals(List.of("c", "?nothing", "xb", "?", "?_bad", "a", "c"), ids(keys));
    assertEquals(List.of("c", "a"), ids(keys.withDescending(true).withLimit(2)));
    assertEquals(List.of("a", "c"), ids(keys.withSkip(5)));
    List<AllDocsRow> rows = rows(keys.withDocuments(true));
    assertTrue(((AllDocsRow.Found) rows.get(0)).document().isPresent());
    assertTrue(((AllDocsRow.Found) rows.get(2)).document().isEmpty());
  }

  @Test
  @Tag("ALL-7")
  void totalAndOffsetTellThePlaceInTheWhole() {
    fill();
    AllDocsResult result = await(db.allDocs(range("a", "", true).withSkip(1)));
    assertEquals(7, result.totalRows());
    assertEquals(3, result.offset().orElse(3));
    assertEquals(await(db.info()).updateSequence(), result.updateSequence());
    await(result.close());
    result = await(db.allDocs(range("c", "", true).withDescending(true)));
    assertEquals(3, result.offset().orElse(3));
    await(result.close());
    assertEquals(List.of(), await(result.next(1)));
    assertEquals(engine().ranks(), result.offset().isPresent(), "what the engine knows is told");
  }

  @Test
  @Tag("ALL-7")
  void anEmptyRangeBeyondTheScopeHasAnOffsetWithinIt() {
    fill();
    AllDocsResult result = await(db.allDocs(range("zzz", "", true).withScope(Scope.DESIGN)));
    assertEquals(1, result.totalRows());
    assertTrue(result.offset().orElse(0) <= 1);
    assertEquals(List.of(), await(result.toList(10)));
  }

  @Test
  @Tag("ALL-7")
  void designDocumentsAreAScope() {
    fill();
    create("_design/a", "{}");
    delete("_design/x", get("_design/x").orElseThrow().revision());
    AllDocsOptions design = AllDocsOptions.DEFAULTS.withScope(Scope.DESIGN);
    assertEquals(List.of("_design/a"), ids(design));
    AllDocsResult result = await(db.allDocs(design));
    assertEquals(1, result.totalRows());
    await(result.close());
    assertEquals(
        List.of("?a", "x_design/x"),
        ids(design.withSelection(new Keys(List.of("a", "_design/x")))));
  }

  @Test
  @Tag("WIN-4")
  void documentsAndTheirConflictsComeAlong() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    AllDocsOptions options = AllDocsOptions.DEFAULTS.withDocuments(true);
    StoredDocument plain = ((AllDocsRow.Found) rows(options).get(0)).document().orElseThrow();
    assertEquals("{\"rev\":\"2-c\"}", plain.body().toString());
    assertEquals(List.of(), plain.extras().conflicts());
    StoredDocument full =
        ((AllDocsRow.Found) rows(options.withConflicts(true)).get(0)).document().orElseThrow();
    assertEquals(revs("2-b"), full.extras().conflicts());
  }

  @Test
  @Tag("ALL-5")
  @Tag("GET-1")
  void aListingIsOfOneMoment() {
    create("a", "{}");
    create("c", "{}");
    AllDocsResult result = await(db.allDocs(AllDocsOptions.DEFAULTS));
    assertEquals(1, await(result.next(1)).size());
    create("b", "{}");
    delete("c", get("c").orElseThrow().revision());
    AllDocsRow.Found second = (AllDocsRow.Found) await(result.next(9)).get(0);
    assertEquals(id("c"), second.id());
    assertEquals(List.of(), await(result.next(9)));
    assertEquals(List.of(), await(result.next(9)));
  }

  @Test
  void limitNoneAndSkipAllAreEmpty() {
    fill();
    assertEquals(List.of(), ids(AllDocsOptions.DEFAULTS.withLimit(0)));
    assertEquals(List.of(), ids(AllDocsOptions.DEFAULTS.withSkip(100)));
    assertEquals(List.of("\ud83d\ude00"), ids(AllDocsOptions.DEFAULTS.withSkip(6)));
  }
}
