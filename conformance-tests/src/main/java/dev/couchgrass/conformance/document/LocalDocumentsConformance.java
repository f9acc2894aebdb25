package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Keys;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents that are not replicated. */
public abstract class LocalDocumentsConformance extends StoreFixture {
  protected LocalDocumentsConformance(StorageHome.Source homes) {
    super(homes);
  }

  private static LocalDocumentId local(String value) {
    return new LocalDocumentId(value);
  }

  private List<String> locals(AllDocsOptions options) {
    return await(await(db.locals(options)).toList(MANY)).stream()
        .map(document -> document.id().value())
        .toList();
  }

  @Test
  @Tag("LOC-3")
  @Tag("LOC-4")
  @Tag("LOC-5")
  void theyAreWrittenOverAndCountedByTheirWriters() {
    assertTrue(await(db.local(local("a"))).isEmpty());
    assertEquals(1, await(db.putLocal(local("a"), 0, json("{\"n\":1}"))).revision());
    assertEquals(2, await(db.putLocal(local("a"), 1, json("{\"n\":2}"))).revision());
    assertEquals(1, await(db.putLocal(local("a"), 0, json("{\"n\":3}"))).revision());
    assertEquals("{\"n\":3}", await(db.local(local("a"))).orElseThrow().body().toString());
    assertTrue(await(db.removeLocal(local("a"))));
    assertFalse(await(db.removeLocal(local("a"))));
    assertKeys(0, "nothing is left");
  }

  @Test
  @Tag("LOC-2")
  void theirIdsAreAnyText() {
    List<String> ids =
        List.of("a", "b/a", "_local/a", "_design/a", " ", "A", "\ud83d\ude00", "%2F");
    for (String id : ids) {
      await(db.putLocal(local(id), 0, json("{\"id\":\"" + id + "\"}")));
    }
    for (String id : ids) {
      LocalDocument read = await(db.local(local(id))).orElseThrow();
      assertEquals(local(id), read.id());
      assertEquals("{\"id\":\"" + id + "\"}", read.body().toString());
    }
    assertEquals(Set.copyOf(ids), Set.copyOf(locals(AllDocsOptions.DEFAULTS)));
  }

  @Test
  @Tag("LOC-7")
  void theyAreThereWhenOpenedAgain() {
    await(db.putLocal(local("checkpoint"), 0, json("{\"n\":1}")));
    await(db.putLocal(local("checkpoint"), 1, json("{\"n\":2}")));
    await(db.putLocal(local("gone"), 0, json("{}")));
    await(db.removeLocal(local("gone")));
    reopen();
    assertEquals(
        Optional.of(new LocalDocument(local("checkpoint"), 2, json("{\"n\":2}"))),
        await(db.local(local("checkpoint"))));
    assertEquals(Optional.empty(), await(db.local(local("gone"))));
  }

  @Test
  @Tag("LOC-1")
  @Tag("LOC-6")
  void theyAreInNoListingAndNoFeedAndNoFigure() {
    UpdateSequence before = await(db.info()).updateSequence();
    await(db.putLocal(local("a"), 0, json("{}")));
    assertEquals(List.of(), ids(AllDocsOptions.DEFAULTS));
    assertEquals(List.of(), changes());
    assertEquals(before, await(db.info()).updateSequence());
    assertEquals(0, await(db.info()).documents());
  }

  @Test
  @Tag("LOC-6")
  void theyAreListedInOrderByRangeOrKeys() {
    boolean keepsSecurity = db.capabilities().contains(Capability.SECURITY);
    JsonBody security = keepsSecurity ? await(db.security()) : JsonBody.EMPTY;
    for (String id : List.of("b", "a", "d", "c", "_security")) {
      await(db.putLocal(local(id), 0, json("{}")));
    }
    assertEquals(List.of("_security", "a", "b", "c", "d"), locals(AllDocsOptions.DEFAULTS));
    Range range = new Range(Optional.of("c"), Optional.of("a"), false);
    AllDocsOptions down = AllDocsOptions.DEFAULTS.withDescending(true).withSelection(range);
    assertEquals(List.of("c", "b"), locals(down));
    assertEquals(List.of("b"), locals(down.withSkip(1)));
    Keys keys = new Keys(List.of("d", "nothing", "", "\ud800", "a"));
    assertEquals(List.of("d", "a"), locals(AllDocsOptions.DEFAULTS.withSelection(keys)));
    if (keepsSecurity) {
      assertEquals(security, await(db.security()));
    }
  }
}
