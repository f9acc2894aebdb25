package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.document.PurgedInfo;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What purge removes, and what it leaves. */
public abstract class PurgeConformance extends StoreFixture {
  protected PurgeConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void requireCapability() {
    require(Capability.PURGE);
  }

  private PurgeResult purge(String id, String... revisions) {
    return await(db.purge(Map.of(id(id), revs(revisions))));
  }

  @Test
  @Tag("PUR-1")
  @Tag("PUR-4")
  @Tag("PUR-5")
  void theBranchGoesAndAncestorsDoNotComeBack() {
    RevisionId first = create("a", "{\"n\":1}");
    RevisionId second = update("a", first, "{\"n\":2}");
    int empty = 2;
    PurgeResult result = purge("a", second.toString());
    assertEquals(List.of(second), result.purged().get(id("a")));
    assertEquals(1, result.purgeSequence());
    assertTrue(get("a").isEmpty());
    assertTrue(get("a", first).isEmpty());
    assertEquals(List.of(), changes());
    assertEquals(List.of(), ids(AllDocsOptions.DEFAULTS));
    assertKeys(empty, "counters and the purge remain");
    DatabaseInfo info = await(db.info());
    assertEquals(0, info.documents());
    assertEquals(1, info.purgeSequence());
    if (watched()) {
      assertEquals(0, info.sizes().external());
      assertEquals(0, info.sizes().active());
    }
  }

  @Test
  @Tag("PUR-1")
  @Tag("PUR-5")
  @Tag("SEQ-1")
  void onlyWhatTheLeafAloneNeedsGoes() {
    graft("a", "3-c", "2-b", "1-a");
    graft("a", "3-d", "2-x", "1-a");
    UpdateSequence before = await(db.info()).updateSequence();
    purge("a", "3-d");
    StoredDocument read = require("a", GetOptions.DEFAULTS.withHistory(true));
    assertEquals(revs("3-c", "2-b", "1-a"), read.extras().history());
    assertEquals(revs("3-c"), changes().get(0).revisions());
    assertNotEquals(before, await(db.info()).updateSequence());
    assertEquals(
        List.of(revs("3-d", "2-x")),
        await(db.revisionsDiff(Map.of(id("a"), revs("3-d", "2-x", "1-a")))).values().stream()
            .map(RevisionsDiff::missing)
            .toList());
  }

  @Test
  @Tag("PUR-2")
  void whatIsNoLeafIsPassedOver() {
    graft("a", "2-b", "1-a");
    DatabaseInfo before = await(db.info());
    assertEquals(List.of(), purge("a", "1-a", "9-z").purged().get(id("a")));
    assertEquals(List.of(), purge("unknown", "1-a").purged().get(id("unknown")));
    assertEquals(before, await(db.info()));
  }

  @Test
  @Tag("PUR-7")
  void aPurgedRevisionMayComeBack() {
    graft("a", "2-b", "1-a");
    purge("a", "2-b");
    graft("a", "2-b", "1-a");
    assertEquals(Optional.of(rev("2-b")), winner("a"));
    assertEquals(1, await(db.info()).documents());
  }

  @Test
  @Tag("LIM-3")
  @Tag("PUR-6")
  void onlySoManyPurgesAreRemembered() {
    assertEquals(1000, await(db.purgedInfosLimit()));
    await(db.setPurgedInfosLimit(3));
    int keys = keys();
    for (int i = 0; i < 10; i++) {
      graft("a", "1-a");
      purge("a", "1-a");
    }
    assertEquals(10, await(db.info()).purgeSequence());
    assertKeys(keys + 1 + 3, "the counters and three purges");
    assertFails(ErrorCode.BAD_REQUEST, db.setPurgedInfosLimit(0));
  }

  @Test
  @Tag("PUR-6")
  @Tag("PUR-8")
  void purgesAreListedOldestFirst() {
    assertEquals(List.of(), purges());
    graft("b", "2-b", "1-a");
    graft("b", "2-c", "1-a");
    graft("a", "1-a");
    purge("b", "2-b", "2-c", "9-z");
    purge("a", "1-a");
    purge("unknown", "1-a");
    PurgedInfo first = new PurgedInfo(id("b"), revs("2-c", "2-b"));
    PurgedInfo second = new PurgedInfo(id("a"), revs("1-a"));
    assertEquals(List.of(first, second), purges());
    await(db.setPurgedInfosLimit(1));
    graft("a", "1-a");
    purge("a", "1-a");
    assertEquals(List.of(second), purges(), "the newest alone");
  }

  private List<PurgedInfo> purges() {
    return await(db.purgedInfos().compose(infos -> infos.toList(10)));
  }

  @Test
  @Tag("ATT-9")
  void attachmentsGoWithTheLastRevisionThatNamesThem() {
    Attachments.write(
        db,
        "a",
        Optional.empty(),
        List.of(Attachments.attach(db, "f", Attachments.random(200_000))));
    RevisionId b =
        Attachments.write(
            db,
            "b",
            Optional.empty(),
            List.of(Attachments.attach(db, "f", Attachments.random(200_000))));
    purge("a", get("a").orElseThrow().revision().toString());
    assertEquals(200_000, Attachments.readBytes(db, "b", "f", AttachmentOptions.DEFAULTS).length);
    purge("b", b.toString());
    if (watched()) {
      assertEquals(3, keysOnceDrained(), "counters and two purges");
      assertEquals(0, await(db.info()).sizes().file());
    }
  }
}
