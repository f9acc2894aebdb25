package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.CursorStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far somebody has come. */
public abstract class CursorConformance extends LogFixture {
  private final Log log = Author.ALL.get(0).log("a");
  private final Log another = Author.ALL.get(1).log("a");

  protected CursorConformance(StorageHome.Source homes) {
    super(homes);
  }

  private boolean advance(String name, Log in, long height) {
    return in(tx -> tx.cursors().advance(name, in, height));
  }

  private void set(Cursor cursor) {
    in(tx -> tx.cursors().set(cursor));
  }

  private Optional<Cursor> get(String name) {
    return await(logs.cursors().get(name));
  }

  private static Optional<Cursor> cursor(String name, Map<Log, Long> heights) {
    return Optional.of(new Cursor(name, LogHeights.of(heights)));
  }

  @Test
  @Tag("CUR-1")
  void aCursorIsReadAsItWasSet() {
    Map<Log, Long> heights =
        Map.of(
            log, 0L, another, OperationLimits.MAX_SEQUENCE_NUMBER, Author.ALL.get(2).log("b"), 7L);
    set(cursor("a", heights).orElseThrow());
    set(Cursor.start("none"));
    assertEquals(cursor("a", heights), get("a"));
    assertEquals(Optional.of(Cursor.start("none")), get("none"));
    assertEquals(Optional.empty(), get("ab"));
    assertEquals(Optional.empty(), get("b"));
    String longest = "\u00e4".repeat(127) + "x";
    set(cursor(longest, Map.of(log, 3L)).orElseThrow());
    assertEquals(cursor(longest, Map.of(log, 3L)), get(longest));
  }

  @Test
  @Tag("CUR-2")
  void aCursorNeverMovesBack() {
    assertTrue(advance("a", log, 5));
    assertFalse(advance("a", log, 5));
    assertFalse(advance("a", log, 4));
    assertFalse(advance("a", log, 0));
    assertEquals(cursor("a", Map.of(log, 5L)), get("a"));
    assertTrue(advance("a", another, 0));
    assertTrue(advance("a", log, 6));
    assertTrue(advance("ab", log, 1));
    assertEquals(cursor("a", Map.of(log, 6L, another, 0L)), get("a"));
    assertEquals(cursor("ab", Map.of(log, 1L)), get("ab"));
  }

  @Test
  @Tag("CUR-3")
  void aCursorThatIsSetTakesThePlaceOfTheOneThereWas() {
    set(cursor("a", Map.of(log, 5L, another, 9L)).orElseThrow());
    set(cursor("a", Map.of(log, 2L)).orElseThrow());
    assertEquals(cursor("a", Map.of(log, 2L)), get("a"));
    assertTrue(advance("a", another, 1));
    assertTrue(advance("a", log, 3));
    set(Cursor.start("a"));
    assertEquals(Optional.of(Cursor.start("a")), get("a"));
    assertTrue(advance("a", log, 0));
  }

  @Test
  @Tag("CUR-4")
  void aCursorIsDeletedInAllLogs() {
    set(cursor("a", Map.of(log, 5L, another, 9L)).orElseThrow());
    set(cursor("ab", Map.of(log, 5L)).orElseThrow());
    assertAnswer(true, tx -> tx.cursors().delete("a"));
    assertAnswer(false, tx -> tx.cursors().delete("a"));
    assertEquals(Optional.empty(), get("a"));
    assertEquals(cursor("ab", Map.of(log, 5L)), get("ab"));
    assertTrue(advance("a", log, 1));
    assertEquals(cursor("a", Map.of(log, 1L)), get("a"));
  }

  /** In UTF-16, the last would come before the one before it. */
  @Test
  @Tag("CUR-5")
  void namesAreListedInTheOrderOfTheirBytes() {
    List<String> names = List.of("A", "a", "aa", "b", "\u00e4", "\uff5e", "\ud83d\ude00");
    in(
        tx -> {
          names.stream().skip(2).forEach(name -> tx.cursors().set(Cursor.start(name)));
          tx.cursors().advance("a", log, 1);
          tx.cursors().advance("a", another, 1);
          return tx.cursors().set(Cursor.start("A"));
        });
    assertEquals(names, await(logs.cursors().names(Optional.empty(), 100)));
    assertEquals(names.subList(0, 2), await(logs.cursors().names(Optional.empty(), 2)));
    assertEquals(names.subList(2, 4), await(logs.cursors().names(Optional.of("a"), 2)));
    assertEquals(names.subList(2, 7), await(logs.cursors().names(Optional.of("a\0"), 100)));
    assertEquals(List.of(), await(logs.cursors().names(Optional.of("\ud83d\ude00"), 2)));
  }

  @Test
  @Tag("CUR-6")
  void thereAreNoOtherNames() {
    for (String name : List.of("", "x".repeat(256), "\ud800")) {
      assertFails(ErrorCode.BAD_REQUEST, logs.cursors().get(name));
      assertFails(
          ErrorCode.BAD_REQUEST, storage.transact(tx -> tx.cursors().advance(name, log, 1)));
    }
    assertEquals(List.of(), await(logs.cursors().names(Optional.empty(), 10)));
  }

  @Test
  @Tag("CUR-6")
  void aCursorHasNotMoreLogsThanItMay() {
    Map<Log, Long> heights = new HashMap<>();
    for (int number = 0; number < CursorStore.MAX_ROWS; number++) {
      heights.put(Author.ALL.get(0).log("log " + number), (long) number);
    }
    set(cursor("a", Map.of(log, 1L)).orElseThrow());
    heights.put(another, 1L);
    Cursor more = new Cursor("a", LogHeights.of(heights));
    assertFails(ErrorCode.TOO_LARGE, storage.transact(tx -> tx.cursors().set(more)));
    assertEquals(cursor("a", Map.of(log, 1L)), get("a"));
    heights.remove(another);
    set(new Cursor("a", LogHeights.of(heights)));
    assertTrue(advance("a", Author.ALL.get(0).log("log 7"), 100));
    heights.put(Author.ALL.get(0).log("log 7"), 100L);
    assertEquals(cursor("a", heights), get("a"));
  }

  @Test
  @Tag("CUR-6")
  @Tag("CUR-7")
  void aCursorThatGrewIsReadInPages() {
    Map<Log, Long> heights = new TreeMap<>();
    for (int number = 0; number < CursorStore.MAX_ROWS; number++) {
      heights.put(Author.ALL.get(0).log("log " + number), (long) number);
    }
    set(new Cursor("a", LogHeights.of(heights)));
    heights.put(another, 3L);
    assertTrue(advance("a", another, 3));
    assertFails(ErrorCode.TOO_LARGE, logs.cursors().get("a"));
    assertFalse(advance("a", another, 2));
    Map<Log, Long> read = new LinkedHashMap<>();
    Optional<Log> last = Optional.empty();
    for (LogHeights page = page("a", last, 4_000); !page.isEmpty(); page = page("a", last, 4_000)) {
      assertTrue(page.all().size() <= 4_000);
      read.putAll(page.all());
      last = Optional.of(page.all().lastKey());
    }
    assertEquals(List.copyOf(heights.keySet()), List.copyOf(read.keySet()));
    assertEquals(heights, read);
  }

  @Test
  @Tag("CUR-7")
  void aPageOfHeightsBeginsBehindItsLog() {
    Log third = Author.ALL.get(2).log("b");
    Map<Log, Long> all = new TreeMap<>(Map.of(log, 5L, another, 9L, third, 7L));
    set(cursor("a", all).orElseThrow());
    set(cursor("ab", Map.of(log, 1L)).orElseThrow());
    List<Log> order = List.copyOf(all.keySet());
    assertEquals(all, page("a", Optional.empty(), 3).all());
    assertEquals(order.subList(0, 1), keys(page("a", Optional.empty(), 1)));
    assertEquals(order.subList(1, 2), keys(page("a", Optional.of(order.get(0)), 1)));
    assertEquals(order.subList(1, 3), keys(page("a", Optional.of(order.get(0)), 10)));
    assertEquals(List.of(), keys(page("a", Optional.of(order.get(2)), 10)));
    assertEquals(List.of(), keys(page("b", Optional.empty(), 10)));
    Log between = Author.ALL.get(0).log("a\0");
    assertEquals(
        order.stream().filter(each -> each.compareTo(between) > 0).toList(),
        keys(page("a", Optional.of(between), 10)));
  }

  private LogHeights page(String name, Optional<Log> after, int limit) {
    return await(logs.cursors().heights(name, after, limit));
  }

  private static List<Log> keys(LogHeights page) {
    return List.copyOf(page.all().keySet());
  }

  /** What fails is seen by nobody, in the transaction neither. */
  @Test
  @Tag("CUR-6")
  @Tag("TRX-4")
  void whatIsTooLargeChangesNothingInItsTransaction() {
    Map<Log, Long> heights = new HashMap<>();
    for (int number = 0; number <= CursorStore.MAX_ROWS; number++) {
      heights.put(Author.ALL.get(0).log("log " + number), (long) number);
    }
    OpenTransaction open = OpenTransaction.begin(storage);
    assertTrue(await(open.handle().cursors().advance("a", log, 4)));
    Cursor more = new Cursor("a", LogHeights.of(heights));
    assertFails(ErrorCode.TOO_LARGE, open.handle().cursors().set(more));
    assertEquals(cursor("a", Map.of(log, 4L)), await(open.handle().cursors().get("a")));
    open.commit();
    assertEquals(cursor("a", Map.of(log, 4L)), get("a"));
  }
}
