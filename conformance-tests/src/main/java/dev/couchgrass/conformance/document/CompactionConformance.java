package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What compaction frees, and what it leaves. */
public abstract class CompactionConformance extends StoreFixture {
  protected CompactionConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void requireCapability() {
    require(Capability.COMPACTION);
  }

  @Test
  @Tag("CMP-1")
  @Tag("CMP-3")
  void bodiesOfOldRevisionsGoAndLeavesStay() {
    RevisionId first = create("a", "{\"n\":1}");
    RevisionId second = update("a", first, "{\"n\":22}");
    graft("a", "2-b", "1-a");
    UpdateSequence before = await(db.info()).updateSequence();
    assertEquals(7, before(db).external() - before(db).active());
    int keys = keys();
    await(db.compact());
    assertKeys(keys - 2, "a body and its mark went");
    assertTrue(get("a", first).isEmpty());
    assertEquals(Optional.of("{\"n\":22}"), body("a", second));
    assertEquals(Optional.of("{\"rev\":\"2-b\"}"), body("a", rev("2-b")));
    assertEquals(before, await(db.info()).updateSequence());
    assertEquals(before(db).external(), before(db).active());
    assertFalse(await(db.info()).compactRunning());
    await(db.compact());
  }

  private static DatabaseInfo.Sizes before(DocumentStore db) {
    return await(db.info()).sizes();
  }

  @Test
  @Tag("CMP-1")
  @Tag("CMP-4")
  @Tag("CMP-5")
  void manyStepsFreeEverythingOld() {
    List<DocumentEdit> edits = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      edits.add(DocumentEdit.create(id("d" + i), json("{\"n\":1}")));
    }
    List<DocumentEdit> updates = new ArrayList<>();
    for (WriteResult result : await(db.write(edits))) {
      updates.add(DocumentEdit.update(result.id(), result.orThrow(), json("{\"n\":2}")));
    }
    await(db.write(updates));
    int before = engine().commits();
    Future<Void> joined = db.compact();
    await(db.compact());
    await(joined);
    int documentLiveChange = 3;
    assertEquals(documentLiveChange * 3_000 + 1, engine().keys());
    List<Integer> steps = engine().batches().subList(before, engine().commits());
    assertTrue(steps.stream().allMatch(changes -> changes < 3_000), () -> "steps: " + steps);
  }

  @Test
  @Tag("ATT-9")
  @Tag("CMP-1")
  void attachmentsThatOnlyOldRevisionsNameGo() {
    RevisionId first = Attachments.write(db, "a", Optional.empty(), "f", "old");
    RevisionId second = Attachments.write(db, "a", Optional.of(first), "f", "new");
    AttachmentOptions old = AttachmentOptions.DEFAULTS.withRevision(first);
    assertEquals("old", Attachments.read(db, "a", "f", old));
    int keys = keys();
    await(db.compact());
    assertKeys(keys - 4, "body, its mark, bytes and their count");
    assertTrue(await(db.attachment(id("a"), "f", old)).isEmpty());
    AttachmentOptions newest = AttachmentOptions.DEFAULTS.withRevision(second);
    assertEquals("new", Attachments.read(db, "a", "f", newest));
  }

  @Test
  @Tag("CMP-2")
  void theTreesStay() {
    graft("a", "4-d", "3-c", "2-b", "1-a");
    graft("a", true, "3-e", "2-b");
    graft("a", "2-b");
    List<Change> before = changes();
    await(db.compact());
    assertEquals(before, changes());
    GetOptions history = GetOptions.DEFAULTS.withHistory(true);
    assertEquals(revs("4-d", "3-c", "2-b", "1-a"), require("a", history).extras().history());
    assertEquals(
        revs("3-e", "2-b", "1-a"),
        require("a", history.withRevision(rev("3-e"))).extras().history());
  }

  @Test
  @Tag("CMP-4")
  void writesWhileItRunsAreKept() {
    RevisionId leaf = create("a", "{}");
    for (int i = 0; i < 50; i++) {
      leaf = update("a", leaf, "{\"i\":" + i + "}");
    }
    Future<Void> compaction = db.compact();
    leaf = update("a", leaf, "{\"last\":1}");
    await(compaction);
    assertEquals("{\"last\":1}", get("a", leaf).orElseThrow().body().toString());
  }
}
