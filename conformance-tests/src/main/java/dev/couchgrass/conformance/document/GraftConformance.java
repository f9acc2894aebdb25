package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.document.WriteResult.Refused;
import dev.couchgrass.store.document.WriteResult.Written;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Revisions that others made. */
public abstract class GraftConformance extends StoreFixture {
  protected GraftConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("GRA-3")
  @Tag("TREE-3")
  void aReplayChangesNothingNotEvenTheSequence() {
    graft("a", "3-c", "2-b", "1-a");
    graft("a", true, "3-d", "2-b", "1-a");
    DatabaseInfo before = await(db.info());
    graft("a", "3-c", "2-b", "1-a");
    graft("a", true, "3-d", "2-b", "1-a");
    graft("a", "3-c");
    assertEquals(before, await(db.info()));
  }

  @Test
  @Tag("GRA-3")
  void aReplayWritesNothing() {
    graft("a", "3-c", "2-b", "1-a");
    List<String> keys = engine().dump();
    int commits = engine().commits();
    graft("a", "3-c", "2-b", "1-a");
    graft("a", "3-c");
    assertEquals(keys, engine().dump());
    assertEquals(commits, engine().commits());
  }

  @Test
  @Tag("TREE-6")
  void aBodyStaysWhateverArrivesUnderItsId() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    RevisionHistory known = new RevisionHistory(revs("2-b", "1-a"));
    for (boolean deleted : new boolean[] {false, true}) {
      DocumentGraft other = new DocumentGraft(id("a"), known, deleted, json("{}"), List.of());
      assertEquals(rev("2-b"), assertWritten(await(db.graft(List.of(other))).get(0)));
      StoredDocument kept = get("a", rev("2-b")).orElseThrow();
      assertFalse(kept.deleted());
      assertEquals(json("{\"rev\":\"2-b\"}"), kept.body());
    }
    assertEquals(Set.copyOf(revs("2-c", "2-b")), Set.copyOf(changes().get(0).revisions()));
  }

  @Test
  @Tag("GRA-1")
  @Tag("GRA-4")
  @Tag("TREE-4")
  void lateAncestorsJoinWithoutAChange() {
    graft("a", "3-c");
    UpdateSequence before = await(db.info()).updateSequence();
    graft("a", "3-c", "2-b", "1-a");
    StoredDocument read = require("a", GetOptions.DEFAULTS.withHistory(true));
    assertEquals(revs("3-c", "2-b", "1-a"), read.extras().history());
    assertEquals(before, await(db.info()).updateSequence());
    graft("a", "4-d", "3-c", "2-b", "1-a");
    assertEquals(revs("4-d"), changes().get(0).revisions());
  }

  @Test
  @Tag("TREE-4")
  void aBranchWithEarlierAncestorsExtendsTheRootBackwards() {
    graft("a", "3-c");
    graft("a", "4-d", "3-c", "2-b", "1-a");
    assertEquals(
        Map.of(), await(db.revisionsDiff(Map.of(id("a"), revs("1-a", "2-b", "3-c", "4-d")))));
  }

  @Test
  @Tag("TREE-2")
  @Tag("TREE-4")
  void rootsAreUnifiedByAPathThatLinksThem() {
    graft("a", "2-b", "1-a");
    graft("a", "4-d");
    assertEquals(2, changes().get(0).revisions().size());
    graft("a", "4-d", "3-c", "2-b", "1-a");
    assertEquals(revs("4-d"), changes().get(0).revisions());
    StoredDocument read = require("a", GetOptions.DEFAULTS.withHistory(true).withConflicts(true));
    assertEquals(revs("4-d", "3-c", "2-b", "1-a"), read.extras().history());
    assertEquals(List.of(), read.extras().conflicts());
  }

  @Test
  @Tag("GRA-6")
  @Tag("TREE-5")
  void aMissingBodyIsFilledWhenItArrives() {
    graft("a", "2-b", "1-a");
    assertTrue(get("a", rev("1-a")).isEmpty());
    UpdateSequence before = await(db.info()).updateSequence();
    graft("a", "1-a");
    assertEquals(before, await(db.info()).updateSequence());
    assertEquals(Optional.of("{\"rev\":\"1-a\"}"), body("a", rev("1-a")));
    assertEquals(rev("2-b"), get("a").orElseThrow().revision());
    require(Capability.COMPACTION);
    await(db.compact());
    assertTrue(get("a", rev("1-a")).isEmpty());
  }

  @Test
  @Tag("GRA-3")
  @Tag("GRA-6")
  void replayingACompactedRevisionDoesNotMoveTheSequence() {
    graft("a", "1-a");
    graft("a", "2-b", "1-a");
    require(Capability.COMPACTION);
    await(db.compact());
    String before = await(db.info()).updateSequence().token();
    graft("a", "1-a");
    graft("a", "2-b", "1-a");
    assertEquals(before, await(db.info()).updateSequence().token());
  }

  @Test
  @Tag("WRT-9")
  void theLastGenerationEndsADocumentAndHarmsNoOther() {
    RevisionId last = RevisionId.of(RevisionId.MAX_GENERATION, "x");
    assertThrows(
        InvalidInputException.class, () -> RevisionId.of(RevisionId.MAX_GENERATION + 1, "x"));
    graft("a", last.toString());
    List<WriteResult> results =
        await(
            db.write(
                List.of(
                    DocumentEdit.update(id("a"), last, json("{}")),
                    DocumentEdit.create(id("b"), json("{}")))));
    assertTrue(results.get(0) instanceof Refused);
    assertTrue(results.get(1) instanceof Written);
  }

  @Test
  @Tag("GRA-1")
  @Tag("GRA-2")
  @Tag("TREE-3")
  @Tag("WIN-2")
  void graftsNeverConflictAndOrderDoesNotMatter() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    graft("a", true, "3-d", "2-c", "1-a");
    graft("b", true, "3-d", "2-c", "1-a");
    graft("b", "2-c", "1-a");
    graft("b", "2-b", "1-a");
    assertEquals(get("a").orElseThrow().revision(), get("b").orElseThrow().revision());
    assertEquals(changes().get(0).revisions(), changes().get(1).revisions());
  }

  @Test
  @Tag("GRA-3")
  void theSameRevisionTwiceInOneBulkIsOneRevision() {
    DocumentGraft graft = grafted("a", false, "2-b", "1-a");
    assertEquals(2, await(db.graft(List.of(graft, graft))).size());
    assertEquals(1, changes().size());
    assertEquals(revs("2-b"), changes().get(0).revisions());
  }

  @Test
  @Tag("GRA-5")
  void aKeptAttachmentComesFromTheNewestKnownAncestor() {
    require(Capability.ATTACHMENTS);
    RevisionId first = Attachments.write(db, "a", Optional.empty(), "f", "text");
    AttachmentEdit keep = new AttachmentEdit.Keep("f");
    DocumentGraft graft =
        new DocumentGraft(
            id("a"),
            new RevisionHistory(List.of(rev("2-b"), first)),
            false,
            json("{}"),
            List.of(keep));
    await(db.graft(List.of(graft))).get(0).orThrow();
    assertEquals("text", Attachments.read(db, "a", "f", AttachmentOptions.DEFAULTS));
    DocumentGraft wrong =
        new DocumentGraft(
            id("b"), RevisionHistory.of(rev("2-b")), false, json("{}"), List.of(keep));
    assertRefused(ErrorCode.MISSING_STUB, await(db.graft(List.of(wrong))).get(0));
  }
}
