package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.AttachmentOptions.Form;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attachments on their way in and out, and what is kept of them. */
public abstract class AttachmentsConformance extends StoreFixture {
  protected AttachmentsConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void requireCapability() {
    require(Capability.ATTACHMENTS);
  }

  @Test
  @Tag("ATT-1")
  @Tag("ATT-2")
  void bytesComeBackWhateverTheirSizeAndPieces() {
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 300_000}) {
      for (int piece : new int[] {1_000, 65_536, 1_000_000}) {
        byte[] bytes = Attachments.random(size);
        StagedAttachment staged =
            await(db.stage(Chunks.of(bytes, piece), StageOptions.of("image/png")));
        assertEquals(size, staged.length());
        AttachmentEdit edit = new AttachmentEdit.Attach("f", "image/png", staged);
        String id = size + " in " + piece;
        Attachments.write(db, id, Optional.empty(), List.of(edit));
        byte[] read = Attachments.readBytes(db, id, "f", AttachmentOptions.DEFAULTS);
        assertArrayEquals(bytes, read, id);
      }
    }
  }

  @Test
  @Tag("ATT-4")
  void textIsKeptCompressedAndReadInBothForms() throws IOException {
    byte[] text = "couch ".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    StagedAttachment staged = Attachments.stage(db, text, "text/plain; charset=utf-8");
    assertEquals(Optional.of("gzip"), staged.encoding());
    assertEquals(text.length, staged.length());
    assertTrue(staged.storedLength() < text.length / 10);
    AttachmentEdit edit = new AttachmentEdit.Attach("f", "text/plain; charset=utf-8", staged);
    Attachments.write(db, "a", Optional.empty(), List.of(edit));
    assertArrayEquals(text, Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS));
    byte[] stored =
        Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS.withForm(Form.STORED));
    assertEquals(staged.storedLength(), stored.length);
    assertArrayEquals(text, new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes());
    AttachmentInfo info = get("a").orElseThrow().attachment("f").orElseThrow();
    assertEquals(staged.digest(), info.digest());
    assertEquals(text.length, info.length());
    assertEquals(1, info.revisionPosition());
  }

  @Test
  @Tag("ATT-13")
  void rangesAreCountedInTheChosenForm() {
    byte[] bytes = Attachments.random(200_000);
    Attachments.write(db, "a", Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
    byte[] text = new byte[200_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ('a' + (i * 31 + i / 7) % 26);
    }
    StagedAttachment staged = Attachments.stage(db, text, "text/plain");
    AttachmentEdit edit = new AttachmentEdit.Attach("f", "text/plain", staged);
    Attachments.write(db, "b", Optional.empty(), List.of(edit));
    AttachmentOptions stored = AttachmentOptions.DEFAULTS.withForm(Form.STORED);
    byte[] packed = Attachments.readBytes(db, "b", "f", stored);
    long[][] ranges = {
      {0, 0},
      {0, 1},
      {65_535, 65_537},
      {65_536, 131_072},
      {131_072, 199_999},
      {199_999, 200_000},
      {200_000, 300_000},
      {250_000, 250_001},
      {10, Long.MAX_VALUE}
    };
    for (long[] range : ranges) {
      checkRange(bytes, "a", AttachmentOptions.DEFAULTS, range);
      checkRange(text, "b", AttachmentOptions.DEFAULTS, range);
      checkRange(packed, "b", stored, range);
    }
  }

  private void checkRange(byte[] whole, String id, AttachmentOptions options, long[] range) {
    int from = (int) Math.min(whole.length, range[0]);
    int to = (int) Math.min(whole.length, range[1]);
    assertArrayEquals(
        Arrays.copyOfRange(whole, from, to),
        Attachments.readBytes(db, id, "f", options.withRange(range[0], range[1])),
        Arrays.toString(range));
  }

  @Test
  @Tag("ATT-5")
  void bytesThatArriveEncodedAreKeptAndDecoded() {
    byte[] text = Attachments.random(150_000);
    byte[] gzip = Attachments.gzip(text);
    StageOptions options = StageOptions.of("application/x-tar").withEncoding("gzip");
    StagedAttachment staged = await(db.stage(Chunks.of(gzip, 7_777), options));
    assertEquals(text.length, staged.length());
    assertEquals(gzip.length, staged.storedLength());
    AttachmentEdit edit = new AttachmentEdit.Attach("f", "application/x-tar", staged);
    Attachments.write(db, "a", Optional.empty(), List.of(edit));
    assertArrayEquals(text, Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS));
    assertArrayEquals(
        gzip,
        Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS.withForm(Form.STORED)));
  }

  @Test
  @Tag("ATT-5")
  void gzipOfManyMembersIsReadWhole() {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int i = 0; i < 3_000; i++) {
      byte[] part = ("member " + i + ";").getBytes(StandardCharsets.UTF_8);
      plain.writeBytes(part);
      members.writeBytes(Attachments.gzip(part));
    }
    StageOptions options = StageOptions.of("x/y").withEncoding("gzip");
    StagedAttachment staged = await(db.stage(Chunks.of(members.toByteArray(), 50_000), options));
    assertEquals(plain.size(), staged.length());
    Attachments.write(
        db, "a", Optional.empty(), List.of(new AttachmentEdit.Attach("f", "x/y", staged)));
    assertArrayEquals(
        plain.toByteArray(), Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS));
  }

  @Test
  @Tag("ATT-5")
  void whatIsNotCompressedAsDeclaredIsRefused() {
    StageOptions plain = StageOptions.of("image/png");
    for (int size : new int[] {10, 200_000}) {
      byte[] bytes = Attachments.random(size);
      assertRefused(ErrorCode.BAD_REQUEST, bytes, plain.withEncoding("br"));
      assertRefused(ErrorCode.BAD_REQUEST, bytes, plain.withEncoding("gzip"));
    }
  }

  @Test
  @Tag("ATT-12")
  void whatWasDeclaredMustArrive() {
    for (int size : new int[] {10, 200_000}) {
      byte[] bytes = Attachments.random(size);
      StageOptions plain = StageOptions.of("image/png");
      String digest = Attachments.stage(db, bytes).digest();
      assertRefused(ErrorCode.BAD_REQUEST, bytes, plain.withLength(size + 1));
      assertRefused(ErrorCode.BAD_REQUEST, bytes, plain.withLength(size - 1));
      assertRefused(ErrorCode.ATTACHMENT_TOO_LARGE, bytes, plain.withMaxLength(size - 1));
      assertRefused(
          ErrorCode.ATTACHMENT_MISMATCH, bytes, plain.withDigest("md5-AAAAAAAAAAAAAAAAAAAAAA=="));
      StagedAttachment good =
          await(
              db.stage(
                  Chunks.of(bytes, 999),
                  plain.withLength(size).withDigest(digest).withMaxLength(size)));
      assertEquals(digest, good.digest());
      await(good.release());
    }
  }

  private void assertRefused(ErrorCode code, byte[] bytes, StageOptions options) {
    if (watched()) {
      // Counters are kept from the first bytes on that reach the engine, be they refused later.
      await(Attachments.stage(db, Attachments.random(200_000)).release());
    }
    int before = watched() ? keysOnceDrained() : 0;
    assertFails(code, db.stage(Chunks.of(bytes, 30_000), options));
    if (watched()) {
      assertEquals(before, keysOnceDrained(), "nothing of a refused attachment stays");
    }
  }

  @Test
  @Tag("ATT-12")
  void aBombIsNotDecodedBeyondTheLimit() {
    byte[] bomb = Attachments.gzip(new byte[5_000_000]);
    StageOptions options = StageOptions.of("x/y").withEncoding("gzip").withMaxLength(1_000_000);
    assertRefused(ErrorCode.ATTACHMENT_TOO_LARGE, bomb, options);
  }

  @Test
  @Tag("ATT-3")
  void aStreamThatFailsMidwayLeavesNothing() {
    List<Buffer> pieces = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pieces.add(Buffer.buffer(Attachments.random(20_000 + i)));
    }
    int before = engine().keys();
    Chunks broken = new Chunks(pieces, Optional.of(new IOException("reset")));
    assertFails(ErrorCode.BAD_REQUEST, db.stage(broken, StageOptions.of("image/png")));
    assertEquals(
        List.of(), engine().dump().stream().filter(k -> k.startsWith("0000000109")).toList());
    assertTrue(keysOnceDrained() <= before + 1, "only the counters may be new");
  }

  @Test
  @Tag("ATT-3")
  void releasedBytesGoAndCannotBeUsed() {
    StagedAttachment staged = Attachments.stage(db, Attachments.random(200_000));
    int uploaded = keys();
    await(staged.release());
    await(staged.release());
    if (watched()) {
      assertEquals(uploaded - 5, keysOnceDrained(), "four pieces and the mark");
    }
    DocumentEdit edit =
        DocumentEdit.create(id("a"), json("{}"))
            .withAttachments(List.of(new AttachmentEdit.Attach("f", "x/y", staged)));
    assertFails(ErrorCode.BAD_REQUEST, db.write(edit));
  }

  @Test
  void releasingWhatAnEditUsedDoesNoHarm() {
    byte[] bytes = Attachments.random(200_000);
    StagedAttachment staged = Attachments.stage(db, bytes);
    AttachmentEdit edit = new AttachmentEdit.Attach("f", "x/y", staged);
    Attachments.write(db, "a", Optional.empty(), List.of(edit));
    await(staged.release());
    assertArrayEquals(bytes, Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS));
  }

  @Test
  @Tag("ATT-10")
  void updatesKeepThemByStubAndOldRevisionsKeepTheirs() {
    RevisionId first = Attachments.write(db, "a", Optional.empty(), "f", "one");
    RevisionId second =
        Attachments.write(db, "a", Optional.of(first), List.of(new AttachmentEdit.Keep("f")));
    RevisionId third = Attachments.write(db, "a", Optional.of(second), "f", "two");
    RevisionId fourth = update("a", third, "{\"without\":1}");
    assertEquals("one", read("a", first));
    assertEquals("one", read("a", second));
    assertEquals("two", read("a", third));
    assertTrue(await(db.attachment(id("a"), "f", AttachmentOptions.DEFAULTS)).isEmpty());
    assertEquals(
        1, get("a", second).orElseThrow().attachment("f").orElseThrow().revisionPosition());
    assertEquals(3, get("a", third).orElseThrow().attachment("f").orElseThrow().revisionPosition());
    await(db.purge(Map.of(id("a"), List.of(fourth))));
    assertKeys(2, "counters and the purge");
  }

  private String read(String id, RevisionId revision) {
    return Attachments.read(db, id, "f", AttachmentOptions.DEFAULTS.withRevision(revision));
  }

  @Test
  @Tag("ATT-11")
  void attachmentsAreKeptInTheirOrderAndPartOfTheRevision() {
    List<AttachmentEdit> edits =
        List.of(
            Attachments.attach(db, "z", new byte[] {1}),
            Attachments.attach(db, "a", new byte[] {2}));
    RevisionId one = Attachments.write(db, "a", Optional.empty(), edits);
    RevisionId other =
        Attachments.write(db, "b", Optional.empty(), List.of(edits.get(1), edits.get(0)));
    assertNotEquals(one, other);
    assertEquals(
        List.of("z", "a"),
        get("a").orElseThrow().attachments().stream().map(AttachmentInfo::name).toList());
  }

  @Test
  void whatIsNotThereIsEmpty() {
    RevisionId first = Attachments.write(db, "a", Optional.empty(), "f", "one");
    assertTrue(await(db.attachment(id("b"), "f", AttachmentOptions.DEFAULTS)).isEmpty());
    assertTrue(await(db.attachment(id("a"), "g", AttachmentOptions.DEFAULTS)).isEmpty());
    AttachmentOptions unknown = AttachmentOptions.DEFAULTS.withRevision(rev("1-x"));
    assertTrue(await(db.attachment(id("a"), "f", unknown)).isEmpty());
    delete("a", first);
    assertTrue(await(db.attachment(id("a"), "f", AttachmentOptions.DEFAULTS)).isEmpty());
    assertEquals("one", read("a", first));
  }

  @Test
  @Tag("GET-1")
  void aReaderKeepsItsMomentAndMayStopEarly() {
    require(Capability.PURGE);
    byte[] bytes = Attachments.random(300_000);
    RevisionId first =
        Attachments.write(db, "a", Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
    AttachmentContent content =
        await(db.attachment(id("a"), "f", AttachmentOptions.DEFAULTS)).orElseThrow();
    await(content.next());
    await(db.purge(Map.of(id("a"), List.of(first))));
    assertTrue(await(content.next()).length() > 0);
    await(content.close());
    assertEquals(0, await(content.next()).length());
  }

  @Test
  @Tag("ATT-1")
  void anAttachmentStagedElsewhereIsRefused() {
    DocumentStore other = await(storage.create(new DatabaseName("other")));
    StagedAttachment staged = Attachments.stage(other, new byte[] {1});
    DocumentEdit edit =
        DocumentEdit.create(id("a"), json("{}"))
            .withAttachments(List.of(new AttachmentEdit.Attach("f", "x/y", staged)));
    assertFails(ErrorCode.BAD_REQUEST, db.write(edit));
  }
}
