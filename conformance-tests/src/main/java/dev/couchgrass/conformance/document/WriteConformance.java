package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.RevisionHash;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Edits: revisions, conflicts, batches. */
public abstract class WriteConformance extends StoreFixture {
  protected WriteConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("DOC-6")
  @Tag("DOC-7")
  void aNewDocumentIsReadBackAsItArrived() {
    RevisionId first = create("a", "{\"z\":1.0,\"a\":\"\\u00e9\"}");
    StoredDocument read = get("a").orElseThrow();
    assertEquals("{\"z\":1.0,\"a\":\"\\u00e9\"}", read.body().toString());
    assertEquals(first, read.revision());
    assertFalse(read.deleted());
    assertEquals(1, first.generation());
  }

  @Test
  @Tag("WRT-2")
  @Tag("WRT-3")
  @Tag("REV-9")
  void anUpdateNeedsTheLeafItReplaces() {
    RevisionId first = create("a", "{\"n\":1}");
    RevisionId second = update("a", first, "{\"n\":2}");
    assertEquals(2, second.generation());
    assertFails(ErrorCode.CONFLICT, db.write(DocumentEdit.update(id("a"), first, json("{}"))));
    assertFails(ErrorCode.CONFLICT, db.write(DocumentEdit.create(id("a"), json("{}"))));
    assertFails(ErrorCode.CONFLICT, db.write(DocumentEdit.update(id("b"), first, json("{}"))));
    assertFails(ErrorCode.CONFLICT, db.write(DocumentEdit.update(id("a"), rev("2-0"), json("{}"))));
    assertEquals("{\"n\":2}", get("a").orElseThrow().body().toString());
    assertEquals(1, changes().size());
  }

  @Test
  @Tag("WRT-2")
  @Tag("WIN-4")
  void anyLeafCanBeEditedAndDeletedNotOnlyTheWinner() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    RevisionId longer = update("a", rev("2-b"), "{\"edited\":true}");
    assertEquals(longer, get("a").orElseThrow().revision());
    RevisionId gone = delete("a", rev("2-c"));
    StoredDocument read =
        require("a", GetOptions.DEFAULTS.withConflicts(true).withDeletedConflicts(true));
    assertEquals(List.of(), read.extras().conflicts());
    assertEquals(List.of(gone), read.extras().deletedConflicts());
    assertEquals(longer, read.revision());
  }

  @Test
  @Tag("WIN-1")
  @Tag("WIN-3")
  @Tag("STO-8")
  void deletingTheWinnerOfAConflictLeavesTheOtherLeafAndNoDeletedChange() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    RevisionId tombstone = delete("a", rev("2-c"));
    assertEquals(Optional.of(rev("2-b")), winner("a"));
    Change change = changes().get(0);
    assertFalse(change.deleted());
    assertEquals(List.of(rev("2-b"), tombstone), change.revisions());
    DatabaseInfo info = await(db.info());
    assertEquals(1, info.documents());
    assertEquals(0, info.deletedDocuments());
  }

  @Test
  @Tag("WRT-6")
  void anEditThatWasMadeBeforeIsRefused() {
    graft("a", "1-a");
    JsonBody body = json("{\"n\":1}");
    RevisionId made = RevisionHash.next(Optional.of(rev("1-a")), false, body, List.of());
    graft("a", made.toString());
    List<RevisionId> leaves = changes().get(0).revisions();
    assertEquals(List.of(made, rev("1-a")), leaves);
    assertFails(ErrorCode.CONFLICT, db.write(DocumentEdit.update(id("a"), rev("1-a"), body)));
    assertEquals(leaves, changes().get(0).revisions());
  }

  @Test
  @Tag("WRT-4")
  void recreationDescendsFromTheTombstoneEvenWithTheFirstBodyAgain() {
    RevisionId first = create("a", "{\"n\":1}");
    RevisionId tombstone = delete("a", first);
    assertTrue(get("a").isEmpty());
    RevisionId again = create("a", "{\"n\":1}");
    assertEquals(3, again.generation());
    StoredDocument read = require("a", GetOptions.DEFAULTS.withHistory(true).withConflicts(true));
    assertEquals(List.of(again, tombstone, first), read.extras().history());
    assertEquals(List.of(), read.extras().conflicts());
    assertFalse(changes().get(0).deleted());
  }

  @Test
  @Tag("WRT-2")
  @Tag("WRT-5")
  void aTombstoneIsNotDeletedAgainWithoutItsRevision() {
    RevisionId tombstone = delete("a", create("a", "{}"));
    DocumentEdit again = new DocumentEdit(id("a"), Optional.empty(), true, json("{}"), List.of());
    assertFails(ErrorCode.CONFLICT, db.write(again));
    assertEquals(3, delete("a", tombstone).generation());
  }

  @Test
  @Tag("WRT-10")
  @Tag("GET-3")
  @Tag("STO-8")
  void aDocumentMayBeginAsATombstoneThatKeepsABody() {
    DocumentEdit edit =
        new DocumentEdit(id("a"), Optional.empty(), true, json("{\"why\":1}"), List.of());
    RevisionId tombstone = await(db.write(edit));
    assertTrue(get("a").isEmpty());
    StoredDocument read = get("a", tombstone).orElseThrow();
    assertTrue(read.deleted());
    assertEquals("{\"why\":1}", read.body().toString());
    assertEquals(1, await(db.info()).deletedDocuments());
  }

  @Test
  @Tag("WRT-1")
  @Tag("WRT-8")
  @Tag("WRT-9")
  void editsOfOneDocumentInOneBulkSeeEachOther() {
    DocumentEdit create = DocumentEdit.create(id("a"), json("{\"n\":1}"));
    RevisionId first = RevisionHash.next(Optional.empty(), false, create.body(), List.of());
    List<WriteResult> results =
        await(
            db.write(
                List.of(
                    create,
                    create,
                    DocumentEdit.update(id("a"), first, json("{\"n\":2}")),
                    DocumentEdit.create(id("b"), json("{}")),
                    DocumentEdit.update(id("a"), first, json("{\"n\":3}")))));
    assertEquals(first, assertWritten(results.get(0)));
    assertRefused(ErrorCode.CONFLICT, results.get(1));
    assertEquals(2, assertWritten(results.get(2)).generation());
    assertEquals(id("b"), results.get(3).id());
    assertRefused(ErrorCode.CONFLICT, results.get(4));
    assertEquals("{\"n\":2}", get("a").orElseThrow().body().toString());
    assertEquals(2, changes().size());
  }

  @Test
  @Tag("WRT-1")
  void anEmptyBulkChangesNothing() {
    assertEquals(List.of(), await(db.write(List.of())));
    assertEquals(List.of(), await(db.graft(List.of())));
    assertKeys(0, "nothing is written");
  }

  @Test
  @Tag("WRT-7")
  @Tag("WRT-9")
  void aRefusedEditLeavesNothingBehind() {
    create("a", "{}");
    int keys = keys();
    UpdateSequence sequence = await(db.info()).updateSequence();
    assertFails(ErrorCode.CONFLICT, db.write(DocumentEdit.create(id("a"), json("{}"))));
    AttachmentEdit missing = new AttachmentEdit.Keep("nothing");
    assertFails(
        ErrorCode.MISSING_STUB,
        db.write(DocumentEdit.create(id("b"), json("{}")).withAttachments(List.of(missing))));
    assertKeys(keys, "nothing is written");
    assertEquals(sequence, await(db.info()).updateSequence());
  }

  @Test
  @Tag("ATO-2")
  @Tag("ATO-6")
  @Tag("STO-8")
  void theFiguresAreRightAtOnce() {
    RevisionId a = create("a", "{}");
    create("b", "{}");
    create("_design/d", "{}");
    delete("a", a);
    DatabaseInfo info = await(db.info());
    assertEquals(2, info.documents());
    assertEquals(1, info.deletedDocuments());
    assertEquals(db.name(), info.name());
    assertEquals(0, info.purgeSequence());
    assertFalse(info.compactRunning());
    assertEquals(
        info.updateSequence(),
        await(
            db.changes(ChangesOptions.DEFAULTS)
                .compose(result -> result.toList(10).map(rows -> result.lastSequence()))));
  }

  @Test
  @Tag("TREE-1")
  void aDocumentWithTenThousandRevisionsStaysReadable() {
    require(Capability.REVISIONS_LIMIT);
    await(db.setRevisionsLimit(20_000));
    List<RevisionId> history = new ArrayList<>();
    for (int generation = 9_900; generation >= 1; generation--) {
      history.add(rev(generation + "-x"));
    }
    DocumentGraft old =
        new DocumentGraft(id("a"), new RevisionHistory(history), false, json("{}"), List.of());
    RevisionId leaf = await(db.graft(List.of(old))).get(0).orThrow();
    for (int generation = 9_901; generation <= 10_000; generation++) {
      leaf = update("a", leaf, "{}");
    }
    StoredDocument read = require("a", GetOptions.DEFAULTS.withHistory(true));
    assertEquals(10_000, read.extras().history().size());
    assertEquals(10_000, read.revision().generation());
    assertEquals(1, ids(AllDocsOptions.DEFAULTS).size());
    assertEquals(1, await(db.info()).documents());
  }
}
