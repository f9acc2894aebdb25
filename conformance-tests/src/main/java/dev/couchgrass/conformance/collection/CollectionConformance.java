package dev.couchgrass.conformance.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.collection.Collection;
import dev.couchgrass.store.collection.CollectionOptions;
import dev.couchgrass.store.collection.Collections;
import dev.couchgrass.store.collection.Item;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Items of one collection: written, read, listed, watched. */
public abstract class CollectionConformance extends CollectionFixture {
  private static final Buffer ONE = Buffer.buffer("one");
  private static final Buffer TWO = Buffer.buffer("two");

  private Collection cells;

  protected CollectionConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void open() {
    cells = collections.collection("cells").await();
  }

  @Test
  void upsertInsertsAndReplaces() {
    cells.upsert("a", ONE).await();
    assertEquals(Optional.of(ONE), cells.get("a").await());
    cells.upsert("a", TWO).await();
    assertEquals(Optional.of(TWO), cells.get("a").await());
    assertEquals(1, cells.count().await());
  }

  @Test
  @Tag("COL-5")
  void keepsAnyBytes() {
    byte[] every = new byte[256];
    IntStream.range(0, 256).forEach(i -> every[i] = (byte) i);
    for (Buffer bytes : List.of(Buffer.buffer(), Buffer.buffer(every))) {
      cells.upsert("a", bytes).await();
      assertEquals(Optional.of(bytes), cells.get("a").await());
    }
  }

  @Test
  @Tag("COL-1")
  @Tag("COL-5")
  @Tag("COL-6")
  void theFormIsTheOneDocumented() {
    cells.upsert("_a", Buffer.buffer(new byte[] {(byte) 0xff, 0})).await();
    assertEquals("collection/cells", cells.documents().name().value());
    assertEquals(
        "{\"data\":\"/wA=\"}",
        cells.documents().get(new DocumentId("^_a")).await().orElseThrow().body().toString());
  }

  @Test
  void whatIsMissingIsEmpty() {
    assertEquals(Optional.empty(), cells.get("a").await());
  }

  @Test
  @Tag("COL-9")
  void deletesOnce() {
    cells.upsert("a", ONE).await();
    assertTrue(cells.delete("a").await());
    assertFalse(cells.delete("a").await());
    assertFalse(cells.delete("never").await());
    assertEquals(Optional.empty(), cells.get("a").await());
    assertEquals(List.of(), all(cells.scan()));
    assertEquals(0, cells.count().await());
    cells.upsert("a", TWO).await();
    assertEquals(Optional.of(TWO), cells.get("a").await());
  }

  @Test
  @Tag("COL-6")
  @Tag("COL-11")
  @Tag("COL-13")
  void scanFindAndCountAgree() {
    List<String> ids =
        List.of(
            "a",
            "_a",
            "^_a",
            "^",
            "^^",
            "_",
            "__",
            "_design/x",
            "_local/x",
            "`",
            "]",
            "\uFFFD",
            "\uD83D\uDE00",
            "Z",
            "a/b",
            " ");
    ids.forEach(id -> cells.upsert(id, Buffer.buffer(id)).await());
    cells
        .documents()
        .write(DocumentEdit.create(new DocumentId("_design/views"), JsonBody.EMPTY))
        .await();
    List<Item> expected =
        ids.stream()
            .sorted(
                Comparator.comparing(
                    id -> new String(Buffer.buffer(id).getBytes(), StandardCharsets.ISO_8859_1)))
            .map(id -> new Item(id, Buffer.buffer(id)))
            .toList();
    assertEquals(expected, all(cells.scan()));
    assertEquals(expected.size(), cells.count().await());
    assertEquals(
        expected.stream().filter(item -> item.bytes().length() > 2).toList(),
        all(cells.find(item -> item.bytes().length() > 2)));
    for (String prefix : List.of("", "_", "^", "^_", "_a", "a", "\uFFFD", "\uD83D\uDE00", "zz")) {
      assertEquals(
          expected.stream().filter(item -> item.id().startsWith(prefix)).toList(),
          all(cells.geohashPrefix(prefix)),
          prefix);
    }
  }

  @Test
  @Tag("COL-11")
  void geohashPrefixesEndAtTheLastCodePoint() {
    String last = Character.toString(Character.MAX_CODE_POINT);
    for (String id :
        List.of("u" + last + last, "u" + last, "v", "\uD7FFx", "\uE000", last + last)) {
      cells.upsert(id, ONE).await();
    }
    assertEquals(List.of("u" + last, "u" + last + last), ids(cells.geohashPrefix("u")));
    assertEquals(List.of("u" + last, "u" + last + last), ids(cells.geohashPrefix("u" + last)));
    assertEquals(List.of("\uD7FFx"), ids(cells.geohashPrefix("\uD7FF")));
    assertEquals(List.of(last + last), ids(cells.geohashPrefix(last)));
  }

  @Test
  @Tag("COL-11")
  void findWalksOverManyThatAreNotWanted() {
    List<DocumentEdit> edits =
        IntStream.range(0, 20_000)
            .mapToObj(
                i ->
                    DocumentEdit.create(
                        new DocumentId("%05d".formatted(i)), JsonBody.parse("{\"data\":\"\"}")))
            .toList();
    cells.documents().write(edits).await();
    ResultCursor<Item> cursor = cells.find(item -> item.id().equals("19999")).await();
    assertEquals("19999", cursor.next(1).await().get(0).id());
    assertEquals(List.of(), cursor.next(1).await());
    cursor.close().await();
  }

  @Test
  @Tag("COL-13")
  void aPredicateThatThrowsFailsTheReadingForEver() {
    for (String id : List.of("a", "b", "c", "d")) {
      cells.upsert(id, ONE).await();
    }
    ResultCursor<Item> cursor =
        cells
            .find(
                item -> {
                  if (item.id().equals("b")) {
                    throw new IllegalArgumentException("Not this one");
                  }
                  return true;
                })
            .await();
    assertEquals("a", cursor.next(1).await().get(0).id());
    for (int i = 0; i < 3; i++) {
      assertThrows(IllegalArgumentException.class, () -> cursor.next(1).await());
    }
    cursor.close().await();
  }

  @Test
  @Tag("COL-13")
  void whatIsNoItemFailsTheReadingForEver() {
    cells.upsert("a", ONE).await();
    cells
        .documents()
        .write(DocumentEdit.create(new DocumentId("b"), JsonBody.parse("{\"n\":1}")))
        .await();
    cells.upsert("c", ONE).await();
    ResultCursor<Item> cursor = cells.scan().await();
    assertEquals("a", cursor.next(1).await().get(0).id());
    for (int i = 0; i < 3; i++) {
      assertEquals(ErrorCode.DOC_VALIDATION, failure(cursor.next(1)));
    }
    cursor.close().await();
  }

  @Test
  @Tag("COL-10")
  void upsertsAtOnceAllSucceedAndOneStays() {
    List<Future<Void>> writes = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      writes.add(cells.upsert("a", Buffer.buffer("value " + i)));
    }
    Future.all(writes).await();
    assertTrue(cells.get("a").await().orElseThrow().toString().startsWith("value "));
    assertEquals(1, cells.count().await());
    assertEquals(1, all(cells.scan()).size());
  }

  @Test
  void theBufferMayBeUsedAgain() {
    Buffer bytes = Buffer.buffer("before");
    Future<Void> written = cells.upsert("a", bytes);
    bytes.setString(0, "after!");
    written.await();
    assertEquals(Optional.of(Buffer.buffer("before")), cells.get("a").await());
  }

  @Test
  void anObserverSeesEachChangeOnce() {
    LiveChanges changes = cells.documents().follow(ChangesOptions.DEFAULTS).await();
    List<String> seen = new ArrayList<>();
    cells.upsert("a", ONE).await();
    seen.addAll(changes.next(10).await().stream().map(CollectionConformance::tell).toList());
    cells.upsert("a", TWO).await();
    seen.addAll(changes.next(10).await().stream().map(CollectionConformance::tell).toList());
    cells.delete("a").await();
    seen.addAll(changes.next(10).await().stream().map(CollectionConformance::tell).toList());
    cells.delete("a").await();
    assertEquals(List.of("a 1 false", "a 2 false", "a 3 true"), seen);
    assertEquals(0, changes.pending());
    changes.close().await();
  }

  private static String tell(Change change) {
    return change.id() + " " + change.revisions().get(0).generation() + " " + change.deleted();
  }

  @Test
  @Tag("COL-7")
  void refusesIdsThatCanHaveNoDocument() {
    for (String id : List.of("", "\uD83D", "a\uDE00b")) {
      assertEquals(ErrorCode.ILLEGAL_DOCUMENT_ID, failure(cells.upsert(id, ONE)), id);
      assertEquals(ErrorCode.ILLEGAL_DOCUMENT_ID, failure(cells.get(id)), id);
      assertEquals(ErrorCode.ILLEGAL_DOCUMENT_ID, failure(cells.delete(id)), id);
    }
    assertEquals(ErrorCode.ILLEGAL_DOCUMENT_ID, failure(cells.geohashPrefix("\uD83D")));
    assertEquals(0, cells.count().await());
  }

  @Test
  @Tag("COL-14")
  void refusesWhatIsTooLong() {
    Collection small =
        Collections.over(storage, CollectionOptions.DEFAULTS.withMaxBytes(3))
            .collection("cells")
            .await();
    small.upsert("a", ONE).await();
    assertEquals(ErrorCode.DOCUMENT_TOO_LARGE, failure(small.upsert("a", Buffer.buffer("four"))));
    assertEquals(Optional.of(ONE), small.get("a").await());
  }

  private static ErrorCode failure(Future<?> future) {
    return assertThrows(StoreException.class, future::await).code();
  }

  private static List<String> ids(Future<ResultCursor<Item>> cursor) {
    return all(cursor).stream().map(Item::id).toList();
  }

  private static List<Item> all(Future<ResultCursor<Item>> cursor) {
    return cursor.compose(items -> items.toList(100)).await();
  }
}
