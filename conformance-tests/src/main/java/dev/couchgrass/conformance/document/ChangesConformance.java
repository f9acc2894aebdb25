package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes as they are at one moment. */
public abstract class ChangesConformance extends StoreFixture {
  protected ChangesConformance(StorageHome.Source homes) {
    super(homes);
  }

  private static List<String> show(List<Change> changes) {
    return changes.stream().map(change -> (change.deleted() ? "x" : "") + change.id()).toList();
  }

  private UpdateSequence now() {
    return await(db.info()).updateSequence();
  }

  @Test
  @Tag("CHG-1")
  @Tag("CHG-2")
  void everyDocumentIsListedOnceAtItsNewestChange() {
    RevisionId a = create("a", "{}");
    create("b", "{}");
    RevisionId second = update("a", a, "{\"n\":2}");
    assertEquals(List.of("b", "a"), show(changes()));
    assertEquals(List.of(second), changes().get(1).revisions());
    delete("b", get("b").orElseThrow().revision());
    assertEquals(List.of("a", "xb"), show(changes()));
  }

  @Test
  @Tag("SEQ-1")
  void eachChangeOfTheLeavesRaisesTheSequence() {
    RevisionId first = create("a", "{}");
    assertRaised(() -> update("a", first, "{\"n\":2}"));
    assertRaised(() -> graft("a", "2-b", "1-b"));
    assertRaised(() -> graft("a", "3-c", "2-b", "1-b"));
    assertRaised(() -> delete("a", rev("3-c")));
    assertRaised(() -> graft("a", true, "5-e"));
  }

  private void assertRaised(Runnable change) {
    UpdateSequence before = now();
    change.run();
    assertNotEquals(before, now());
    assertEquals(List.of("a"), show(changes(ChangesOptions.DEFAULTS.withSince(before))));
  }

  @Test
  @Tag("CHG-2")
  @Tag("CHG-4")
  @Tag("CHG-10")
  @Tag("SEQ-2")
  @Tag("SEQ-5")
  void sinceIsExclusiveAndPagesJoinWithoutGap() {
    for (int i = 0; i < 10; i++) {
      create("d" + i, "{}");
    }
    UpdateSequence since = UpdateSequence.START;
    List<String> seen = new ArrayList<>();
    for (int page = 0; page < 4; page++) {
      ChangesResult result =
          await(db.changes(ChangesOptions.DEFAULTS.withSince(since).withLimit(3)));
      seen.addAll(show(await(result.toList(3))));
      since = result.lastSequence();
      assertEquals(10 - seen.size(), result.pending());
    }
    assertEquals(10, seen.size());
    assertEquals(now(), since);
    assertEquals(List.of(), changes(ChangesOptions.DEFAULTS.withSince(since)));
    assertEquals(List.of(), changes(ChangesOptions.DEFAULTS.withSince(UpdateSequence.NOW)));
  }

  @Test
  @Tag("CHG-11")
  void aLimitCutsTheFeed() {
    List<String> all = List.of("a", "b", "c");
    all.forEach(id -> create(id, "{}"));
    for (int limit = 0; limit <= 4; limit++) {
      ChangesOptions options = ChangesOptions.DEFAULTS.withLimit(limit);
      assertEquals(all.subList(0, Math.min(3, limit)), show(changes(options)));
    }
  }

  @Test
  @Tag("CHG-4")
  void lastSequenceAndPendingAreThereAfterTheEnd() {
    create("a", "{}");
    ChangesResult result = await(db.changes(ChangesOptions.DEFAULTS));
    await(result.toList(10));
    assertEquals(0, result.pending());
    assertEquals(now(), result.lastSequence());
  }

  @Test
  @Tag("CHG-2")
  void descendingGoesFromTheNewestToSince() {
    create("a", "{}");
    UpdateSequence since = now();
    create("b", "{}");
    create("c", "{}");
    ChangesOptions options = ChangesOptions.DEFAULTS.withDescending(true);
    assertEquals(List.of("c", "b", "a"), show(changes(options)));
    assertEquals(List.of("c", "b"), show(changes(options.withSince(since))));
    assertEquals(List.of("c"), show(changes(options.withLimit(1))));
  }

  @Test
  @Tag("CHG-3")
  void allDocsStyleListsDeletedLeavesToo() {
    graft("a", "2-b", "1-a");
    graft("a", true, "3-c", "2-x", "1-a");
    graft("a", "2-d", "1-a");
    assertEquals(revs("2-d", "2-b", "3-c"), changes().get(0).revisions());
    assertEquals(revs("2-d"), changes(ChangesOptions.DEFAULTS).get(0).revisions());
  }

  @Test
  @Tag("CHG-4")
  void aFilterOfDocumentsLooksAtThoseAndStillGetsToTheEnd() {
    RevisionId a = create("a", "{}");
    create("b", "{}");
    create("c", "{}");
    update("a", a, "{\"n\":2}");
    create("d", "{}");
    ChangesFilter filter = new ChangesFilter.Documents(Set.of(id("a"), id("b"), id("zz")));
    ChangesOptions options = ChangesOptions.DEFAULTS.withFilter(filter);
    ChangesResult result = await(db.changes(options));
    assertEquals(List.of("b", "a"), show(await(result.toList(10))));
    assertEquals(now(), result.lastSequence());
    assertEquals(List.of("a", "b"), show(changes(options.withDescending(true))));
    assertEquals(List.of("b"), show(changes(options.withLimit(1))));
  }

  @Test
  @Tag("CHG-4")
  void aFilterOfDesignDocumentsToldDeletedOnesToo() {
    create("_design/a", "{}");
    create("b", "{}");
    delete("_design/a", get("_design/a").orElseThrow().revision());
    create("_design/c", "{}");
    create("z", "{}");
    ChangesOptions options = ChangesOptions.DEFAULTS.withFilter(ChangesFilter.DESIGN);
    ChangesResult result = await(db.changes(options));
    assertEquals(List.of("x_design/a", "_design/c"), show(await(result.toList(10))));
    assertEquals(now(), result.lastSequence());
    assertEquals(List.of("_design/c"), show(changes(options.withDescending(true).withLimit(1))));
  }

  @Test
  void documentsComeAlongTombstonesToo() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    RevisionId gone = delete("b", create("b", "{}"));
    ChangesOptions options = ChangesOptions.DEFAULTS.withDocuments(true);
    List<Change> changes = changes(options.withConflicts(true));
    assertEquals(revs("2-b"), changes.get(0).document().orElseThrow().extras().conflicts());
    StoredDocument tombstone = changes(options).get(1).document().orElseThrow();
    assertEquals(gone, tombstone.revision());
    assertTrue(tombstone.deleted());
  }

  @Test
  @Tag("SEQ-4")
  void aSequenceOfAnotherInstanceMeansTheStart() {
    create("a", "{}");
    create("b", "{}");
    UpdateSequence old = now();
    await(storage.delete(db.name()));
    db = await(storage.create(db.name()));
    create("c", "{}");
    assertEquals(List.of("c"), show(changes(ChangesOptions.DEFAULTS.withSince(old))));
  }

  @Test
  @Tag("SEQ-7")
  void whatIsNoSequenceIsRefused() {
    for (String bad : List.of("", "x", "-1", "1.5", "9999999999999999999")) {
      ChangesOptions options = ChangesOptions.DEFAULTS.withSince(new UpdateSequence(bad));
      assertFails(ErrorCode.BAD_REQUEST, db.changes(options));
      assertFails(ErrorCode.BAD_REQUEST, db.follow(options));
    }
  }

  @Test
  @Tag("SEQ-5")
  @Tag("SEQ-6")
  void aSequenceFromTheFutureIsTheNewest() {
    create("a", "{}");
    ChangesOptions options = ChangesOptions.DEFAULTS.withSince(new UpdateSequence("999"));
    ChangesResult result = await(db.changes(options));
    assertEquals(List.of(), await(result.toList(1)));
    assertEquals(now(), result.lastSequence());
  }
}
