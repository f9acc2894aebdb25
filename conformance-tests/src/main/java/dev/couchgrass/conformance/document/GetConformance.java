package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.RevisionInfo;
import dev.couchgrass.store.document.StoredDocument.RevisionInfo.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading one document, in every form. */
public abstract class GetConformance extends StoreFixture {
  protected GetConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("GET-3")
  void whatIsNotThereIsEmpty() {
    assertTrue(get("a").isEmpty());
    assertTrue(get("a", rev("1-a")).isEmpty());
    create("a", "{}");
    assertTrue(get("a", rev("1-unknown")).isEmpty());
    assertTrue(get("a", rev("2-unknown")).isEmpty());
    GetOptions latest = GetOptions.DEFAULTS.withRevision(rev("1-unknown")).withLatest(true);
    assertTrue(await(db.get(id("a"), latest)).isEmpty());
  }

  @Test
  @Tag("GET-3")
  @Tag("TREE-5")
  void anAncestorWithoutBodyIsEmpty() {
    graft("a", "3-c", "2-b", "1-a");
    assertTrue(get("a", rev("2-b")).isEmpty());
    assertTrue(get("a", rev("3-c")).isPresent());
  }

  @Test
  @Tag("GET-3")
  @Tag("CMP-1")
  void oldRevisionsAreReadUntilCompaction() {
    RevisionId first = create("a", "{\"n\":1}");
    update("a", first, "{\"n\":2}");
    assertEquals("{\"n\":1}", get("a", first).orElseThrow().body().toString());
    require(Capability.COMPACTION);
    await(db.compact());
    assertTrue(get("a", first).isEmpty());
  }

  @Test
  @Tag("GET-2")
  @Tag("GET-3")
  void aDeletedDocumentIsReadByRevisionOrWithTombstone() {
    RevisionId tombstone = delete("a", create("a", "{}"));
    assertTrue(get("a").isEmpty());
    assertTrue(await(db.get(id("a"), GetOptions.DEFAULTS.withHistory(true))).isEmpty());
    assertEquals(tombstone, require("a", GetOptions.DEFAULTS.withTombstone(true)).revision());
    assertTrue(get("a", tombstone).orElseThrow().deleted());
  }

  @Test
  @Tag("GET-4")
  void latestGoesToALeafThatDescendsNotToTheWinner() {
    graft("a", "2-b", "1-a");
    graft("a", "3-d", "2-c", "1-a");
    GetOptions latest = GetOptions.DEFAULTS.withLatest(true);
    assertEquals(rev("2-b"), require("a", latest.withRevision(rev("2-b"))).revision());
    assertEquals(rev("3-d"), require("a", latest.withRevision(rev("2-c"))).revision());
    assertEquals(rev("3-d"), require("a", latest.withRevision(rev("1-a"))).revision());
  }

  @Test
  @Tag("GET-2")
  @Tag("WIN-1")
  @Tag("WIN-2")
  void theWinnerIsChosenAsCouchDbDoes() {
    graft("a", "2-c", "1-a");
    graft("a", "2-b", "1-a");
    assertEquals(Optional.of(rev("2-c")), winner("a"));
    graft("a", true, "5-e", "4-d", "3-c", "2-x", "1-a");
    assertEquals(Optional.of(rev("2-c")), winner("a"));
    graft("a", "3-a", "2-b", "1-a");
    assertEquals(Optional.of(rev("3-a")), winner("a"));
    graft("a", "2-d", "1-a");
    assertEquals(Optional.of(rev("3-a")), winner("a"));
  }

  /** The same however they come: each replica gets them in another order. */
  @Test
  @Tag("WIN-2")
  void ofEqualGenerationsTheHigherDigestWinsWhicheverCameFirst() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    graft("b", "2-c", "1-a");
    graft("b", "2-b", "1-a");
    graft("c", "2-ff00000000000000000000000000000a", "1-a");
    graft("c", "2-7f00000000000000000000000000000b", "1-a");
    assertEquals(Optional.of(rev("2-c")), winner("a"));
    assertEquals(Optional.of(rev("2-c")), winner("b"));
    assertEquals(Optional.of(rev("2-ff00000000000000000000000000000a")), winner("c"));
  }

  @Test
  @Tag("WIN-3")
  void aTombstoneThatDoesNotWinDeletesNothing() {
    graft("a", "2-b", "1-a");
    graft("a", true, "3-d", "2-c", "1-a");
    assertEquals(Optional.of(rev("2-b")), winner("a"));
    assertFalse(changes().get(0).deleted());
    assertEquals(List.of("a"), ids(AllDocsOptions.DEFAULTS));
    graft("a", true, "3-e", "2-b", "1-a");
    assertEquals(Optional.empty(), winner("a"));
    assertTrue(changes().get(0).deleted());
    assertEquals(List.of(), ids(AllDocsOptions.DEFAULTS));
  }

  @Test
  @Tag("WIN-4")
  void extrasTellWhatWasAskedFor() {
    graft("a", "3-c", "2-b", "1-a");
    graft("a", "2-z", "1-a");
    graft("a", true, "2-y", "1-a");
    StoredDocument plain = get("a").orElseThrow();
    assertEquals(StoredDocument.Extras.NONE, plain.extras());
    StoredDocument read =
        require(
            "a",
            GetOptions.DEFAULTS
                .withHistory(true)
                .withRevisionsInfo(true)
                .withConflicts(true)
                .withDeletedConflicts(true)
                .withLocalSequence(true));
    assertEquals(revs("3-c", "2-b", "1-a"), read.extras().history());
    assertEquals(
        List.of(Status.AVAILABLE, Status.MISSING, Status.MISSING),
        read.extras().revisionsInfo().stream().map(RevisionInfo::status).toList());
    assertEquals(revs("2-z"), read.extras().conflicts());
    assertEquals(revs("2-y"), read.extras().deletedConflicts());
    assertEquals(Optional.of(changes().get(0).sequence()), read.extras().localSequence());
  }

  @Test
  void revisionsInfoTellsTombstones() {
    RevisionId tombstone = delete("a", create("a", "{}"));
    GetOptions options = GetOptions.DEFAULTS.withRevision(tombstone).withRevisionsInfo(true);
    assertEquals(
        List.of(Status.DELETED, Status.AVAILABLE),
        require("a", options).extras().revisionsInfo().stream().map(RevisionInfo::status).toList());
  }
}
