package dev.couchgrass.conformance.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.collection.Collection;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Collections by name. */
public abstract class CollectionsConformance extends CollectionFixture {
  private static final Buffer ONE = Buffer.buffer("one");

  protected CollectionsConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  void theSameNameIsTheSameCollection() {
    collections.collection("cells").await().upsert("a", ONE).await();
    assertEquals(Optional.of(ONE), collections.collection("cells").await().get("a").await());
  }

  @Test
  @Tag("COL-2")
  void namesThatBeginAlikeAreApart() {
    List<String> names =
        List.of("a", "a:b", "a/b", "A", "a$3ab", "a_", "_a", "ä", "\uD83D\uDE00", ":");
    for (String name : names) {
      collections.collection(name).await().upsert("b:" + name, Buffer.buffer(name)).await();
    }
    for (String name : names) {
      Collection collection = collections.collection(name).await();
      assertEquals(1, collection.count().await(), name);
      assertEquals(Optional.of(Buffer.buffer(name)), collection.get("b:" + name).await());
    }
    assertEquals(names.stream().sorted().toList(), collections.list().await());
  }

  @Test
  @Tag("COL-4")
  void listsEmptyOnesAndNothingElse() {
    collections.collection("empty").await();
    storage.create(new DatabaseName("other")).await();
    // Such as nobody but a stranger makes: not how this would write any name.
    storage.create(new DatabaseName("collection/$zz")).await();
    storage.create(new DatabaseName("collection/$61")).await();
    storage.create(new DatabaseName("collection/a$3")).await();
    storage.create(new DatabaseName("collection/$ff")).await();
    storage.create(new DatabaseName("collection/a+b")).await();
    storage.create(new DatabaseName("collection/")).await();
    storage.create(new DatabaseName("collections/a")).await();
    assertEquals(List.of("empty"), collections.list().await());
  }

  @Test
  @Tag("COL-4")
  @Tag("STO-3")
  void listsThemWhenOpenedAgain() {
    collections.collection("empty").await();
    collections.collection("full").await().upsert("a", ONE).await();
    collections.collection("gone").await();
    assertTrue(collections.delete("gone").await());
    reopen();
    assertEquals(List.of("empty", "full"), collections.list().await());
    assertEquals(Optional.of(ONE), collections.collection("full").await().get("a").await());
  }

  @Test
  void deletesACollectionOnce() {
    Collection cells = collections.collection("cells").await();
    cells.upsert("a", ONE).await();
    assertTrue(collections.delete("cells").await());
    assertFalse(collections.delete("cells").await());
    assertEquals(List.of(), collections.list().await());
    assertEquals(ErrorCode.DATABASE_MISSING, failure(cells.get("a")));
    assertEquals(0, collections.collection("cells").await().count().await());
  }

  @Test
  @Tag("COL-3")
  void refusesNamesThatCanHaveNoDatabase() {
    for (String name : List.of("", "x".repeat(228), ":".repeat(76), "\uD83D", "a\uDE00")) {
      assertEquals(ErrorCode.ILLEGAL_DATABASE_NAME, failure(collections.collection(name)), name);
      assertEquals(ErrorCode.ILLEGAL_DATABASE_NAME, failure(collections.delete(name)), name);
    }
    collections.collection("x".repeat(227)).await();
    collections.collection(":".repeat(75)).await();
    assertEquals(2, collections.list().await().size());
  }

  @Test
  void nothingWorksOnceTheStorageIsClosed() {
    Collection cells = collections.collection("cells").await();
    storage.close().await();
    storage.close().await();
    assertThrows(IllegalStateException.class, () -> collections.collection("cells"));
    assertThrows(IllegalStateException.class, collections::list);
    assertThrows(IllegalStateException.class, () -> cells.get("a"));
    assertThrows(IllegalStateException.class, () -> cells.upsert("a", ONE));
    assertThrows(IllegalStateException.class, cells::scan);
  }

  private static ErrorCode failure(Future<?> future) {
    return assertThrows(StoreException.class, future::await).code();
  }
}
