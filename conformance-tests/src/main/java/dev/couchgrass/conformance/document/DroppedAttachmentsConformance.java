package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo.Sizes;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.PurgeResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However large an attachment is, to let it go is one small commit; its bytes go in steps. */
public abstract class DroppedAttachmentsConformance extends StoreFixture {
  private static final int LARGE = 40_000_000;
  private static final int PIECES = (LARGE + 65_535) / 65_536;
  private static final int STEP = 512;

  /** What a step changes beside its pieces: a note and the counters. */
  private static final int BESIDE = 2;

  protected DroppedAttachmentsConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void requireCapability() {
    require(Capability.ATTACHMENTS);
  }

  private RevisionId writeLarge() {
    byte[] bytes = Attachments.random(LARGE);
    return Attachments.write(
        db, "a", Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
  }

  private void assertGoesInSteps(Supplier<Future<?>> drop) {
    assertTrue(PIECES > STEP + BESIDE);
    int keys = engine().keys();
    int before = engine().commits();
    await(drop.get());
    assertEquals(0, await(db.info()).sizes().external(), "not part of the database any more");
    int left = keysOnceDrained();
    List<Integer> batches = engine().batches().subList(before, engine().commits());
    assertTrue(batches.get(0) < 16, () -> "the drop itself is small: " + batches);
    assertTrue(
        batches.stream().allMatch(changes -> changes <= STEP + BESIDE), () -> "steps: " + batches);
    assertTrue(keys - left >= PIECES, "all pieces are gone");
    Sizes sizes = await(db.info()).sizes();
    assertEquals(0, sizes.file());
    assertEquals(0, sizes.active());
  }

  @Test
  @Tag("ATT-9")
  @Tag("ATT-14")
  void purged() {
    require(Capability.PURGE);
    RevisionId revision = writeLarge();
    assertGoesInSteps(() -> db.purge(Map.of(id("a"), List.of(revision))));
    assertEquals(2, engine().keys(), "counters and the purge");
  }

  @Test
  @Tag("ATT-3")
  @Tag("ATT-14")
  void released() {
    assertEquals(0, engine().keys());
    StagedAttachment staged = Attachments.stage(db, Attachments.random(LARGE));
    assertEquals(0, await(db.info()).sizes().external());
    assertEquals(LARGE, await(db.info()).sizes().file(), "staged bytes take their room");
    assertGoesInSteps(staged::release);
    assertEquals(1, engine().keys(), "counters");
  }

  @Test
  @Tag("ATT-9")
  @Tag("ATT-14")
  void stemmed() {
    require(Capability.REVISIONS_LIMIT);
    await(db.setRevisionsLimit(1));
    RevisionId revision = writeLarge();
    int before = engine().commits();
    update("a", revision, "{}");
    int left = keysOnceDrained();
    List<Integer> batches = engine().batches().subList(before, engine().commits());
    assertTrue(batches.get(0) < 16, () -> "the update itself is small: " + batches);
    assertEquals(3 + 2, left, "the document, counters and the limit");
    assertEquals(2, await(db.info()).sizes().file());
  }

  @Test
  @Tag("ATT-9")
  @Tag("ATT-14")
  void compacted() {
    update("a", writeLarge(), "{}");
    int before = engine().commits();
    int left = keysOnceDrained();
    List<Integer> batches = engine().batches().subList(before, engine().commits());
    assertTrue(batches.get(0) < 16, () -> "the compaction's step is small: " + batches);
    assertEquals(3 + 1, left, "the document and counters");
    assertEquals(2, await(db.info()).sizes().file());
  }

  @Test
  @Tag("ATT-8")
  @Tag("ATT-14")
  void equalBytesThatComeMeanwhileAreWhole() {
    require(Capability.PURGE);
    byte[] bytes = Attachments.random(3_000_000);
    RevisionId named =
        Attachments.write(db, "a", Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
    for (int i = 0; i < 20; i++) {
      Future<PurgeResult> purge = db.purge(Map.of(id("a"), List.of(named)));
      StagedAttachment staged =
          await(db.stage(Chunks.of(bytes, 100_000), StageOptions.of("image/png")));
      await(purge);
      AttachmentEdit edit = new AttachmentEdit.Attach("f", "image/png", staged);
      named = Attachments.write(db, "a", Optional.empty(), List.of(edit));
      assertArrayEquals(bytes, Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS));
    }
    int pieces = (bytes.length + 65_535) / 65_536;
    assertEquals(1 + 20 + 1 + pieces + 4, keysOnceDrained(), "one copy, and nothing of the others");
    assertArrayEquals(bytes, Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS));
    assertEquals(bytes.length + 2, await(db.info()).sizes().file());
    assertEquals(bytes.length + 2, await(db.info()).sizes().external());
  }

  @Test
  void aDatabaseMayGoWhileItsDroppedAttachmentsDo() {
    require(Capability.PURGE);
    RevisionId revision = writeLarge();
    await(db.purge(Map.of(id("a"), List.of(revision))));
    await(storage.delete(db.name()));
    await(storage.close());
    assertEquals(List.of(), engine().faults());
  }
}
