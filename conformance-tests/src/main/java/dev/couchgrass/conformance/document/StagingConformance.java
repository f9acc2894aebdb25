package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only so much is staged at a time, and only for so long. */
public abstract class StagingConformance extends StoreFixture {
  private static final Duration AGE = Duration.ofDays(1);

  private final AtomicReference<Instant> now;

  protected StagingConformance(EngineHome.Source engines) {
    this(engines, new AtomicReference<>(Instant.EPOCH));
  }

  private StagingConformance(EngineHome.Source engines, AtomicReference<Instant> now) {
    super(() -> new KvHome(engines.make(), options(now::get)));
    this.now = now;
  }

  private static KvOptions options(InstantSource clock) {
    return KvOptions.DEFAULTS.withMaxStagedBytes(500_000).withMaxStagedAge(AGE).withClock(clock);
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private Future<StagedAttachment> stage(int size) {
    return db.stage(Chunks.of(Attachments.random(size), 10_000), StageOptions.of("image/png"));
  }

  private Future<RevisionId> name(String id, StagedAttachment staged) {
    return db.write(
        DocumentEdit.create(id(id), json("{}"))
            .withAttachments(List.of(new AttachmentEdit.Attach("f", "image/png", staged))));
  }

  @Test
  @Tag("ATT-15")
  void onlySoManyBytesAreStagedAtATime() {
    StagedAttachment first = await(stage(200_000));
    await(stage(200_001));
    int keys = engine().keys();
    assertFails(ErrorCode.OVERLOADED, stage(200_002));
    assertEquals(keys, keysOnceDrained(), "nothing of what was refused stays");
    await(first.release());
    await(stage(200_002));
    assertFails(ErrorCode.OVERLOADED, stage(200_003));
  }

  @Test
  @Tag("ATT-15")
  void whatWouldNeverFitIsTooLarge() {
    assertFails(ErrorCode.ATTACHMENT_TOO_LARGE, stage(500_000));
    await(stage(498_976));
  }

  @Test
  @Tag("ATT-15")
  void smallOnesCountTooEvenEmptyOnes() {
    List<StagedAttachment> staged = new ArrayList<>();
    for (int i = 0; i < 500_000 / 1024; i++) {
      staged.add(await(stage(0)));
    }
    assertFails(ErrorCode.OVERLOADED, stage(0));
    await(staged.get(0).release());
    await(staged.get(0).release());
    await(stage(0));
    assertFails(ErrorCode.OVERLOADED, stage(0));
    assertFails(ErrorCode.BAD_REQUEST, name("a", staged.get(0)));
    await(name("a", staged.get(1)));
  }

  @Test
  @Tag("ATT-15")
  void whatADocumentNamesGivesRoomAlsoIfTheBytesAreThereAlready() {
    for (int i = 0; i < 10; i++) {
      await(name("new" + i, await(stage(200_000 + i))));
      await(name("old" + i, await(stage(200_000))));
      await(name("small" + i, await(stage(60_000))));
    }
    await(stage(498_976));
  }

  @Test
  @Tag("ATT-15")
  @Tag("WRT-9")
  void whatARefusedEditNamesStaysStaged() {
    create("a", "{}");
    StagedAttachment staged = await(stage(400_000));
    assertFails(ErrorCode.CONFLICT, name("a", staged));
    assertFails(ErrorCode.OVERLOADED, stage(200_000));
    await(name("b", staged));
    await(stage(200_000));
  }

  @Test
  @Tag("ATT-15")
  void uploadsThatFailGiveRoom() {
    for (int i = 0; i < 10; i++) {
      List<Buffer> pieces = List.of(Buffer.buffer(Attachments.random(200_000)));
      Chunks broken = new Chunks(pieces, Optional.of(new IOException("reset")));
      assertFails(ErrorCode.BAD_REQUEST, db.stage(broken, StageOptions.of("image/png")));
      assertFails(
          ErrorCode.BAD_REQUEST,
          db.stage(
              Chunks.of(Attachments.random(200_000), 10_000),
              StageOptions.of("image/png").withLength(200_001)));
    }
    await(stage(498_976));
  }

  @Test
  @Tag("ATT-16")
  void whatIsForgottenIsSweptWhenItIsOld() {
    StagedAttachment large = await(stage(200_000));
    StagedAttachment small = await(stage(10));
    pass(AGE.minusMillis(1));
    StagedAttachment young = await(stage(200_001));
    StagedAttachment alsoYoung = await(stage(11));
    assertFails(ErrorCode.OVERLOADED, stage(200_002));
    pass(Duration.ofMillis(1));
    sweep(0);
    assertFails(ErrorCode.BAD_REQUEST, name("a", large));
    assertFails(ErrorCode.BAD_REQUEST, name("a", small));
    await(large.release());
    await(name("b", young));
    await(name("c", alsoYoung));
    await(stage(400_000));
  }

  @Test
  @Tag("ATT-16")
  void aSweepIsBounded() {
    List<StagedAttachment> old = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      old.add(await(stage(0)));
    }
    pass(AGE);
    sweep(0);
    assertFails(ErrorCode.BAD_REQUEST, name("a", old.get(0)));
    await(name("b", old.get(449)));
    await(db.purge(Map.of(id("b"), List.of(get("b").orElseThrow().revision()))));
    for (int i = 1; i <= 5; i++) {
      sweep(i);
    }
    await(stage(400_000));
  }

  /** Staging releases what is old; a write that comes after that is done when that is done. */
  private void sweep(int number) {
    await(stage(0));
    create("swept" + number, "{}");
    await(db.compact());
  }

  @Test
  @Tag("ATT-16")
  void whatIsNamedIsNotSwept() {
    StagedAttachment large = await(stage(200_000));
    await(name("a", large));
    pass(AGE.multipliedBy(2));
    await(stage(1));
    await(name("b", large));
    assertEquals(200_000, get("b").orElseThrow().attachment("f").orElseThrow().length());
  }
}
