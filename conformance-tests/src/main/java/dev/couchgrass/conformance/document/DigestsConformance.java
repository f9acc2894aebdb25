package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.AttachmentOptions.Form;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What attachments are known by: the digest that is shown, and the one by which bytes are found.
 */
public abstract class DigestsConformance extends StoreFixture {
  protected DigestsConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void requireCapability() {
    require(Capability.ATTACHMENTS);
  }

  @Test
  @Tag("ATT-6")
  void theDigestIsTheMd5OfTheStoredForm() throws Exception {
    byte[] text = "couch ".repeat(500).getBytes(StandardCharsets.UTF_8);
    for (String type : List.of("text/plain", "image/png")) {
      StagedAttachment staged = Attachments.stage(db, text, type);
      List<AttachmentEdit> edits = List.of(new AttachmentEdit.Attach("f", type, staged));
      Attachments.write(db, type, Optional.empty(), edits);
      byte[] stored =
          Attachments.readBytes(db, type, "f", AttachmentOptions.DEFAULTS.withForm(Form.STORED));
      byte[] md5 = MessageDigest.getInstance("MD5").digest(stored);
      String digest = "md5-" + Base64.getEncoder().encodeToString(md5);
      assertEquals(digest, staged.digest());
      assertEquals(digest, get(type).orElseThrow().attachment("f").orElseThrow().digest());
    }
  }

  /** The two that Wang and Yu published in 2005. */
  @Test
  @Tag("ATT-7")
  void twoOfOneMd5StayTwo() {
    byte[] one =
        HexFormat.of()
            .parseHex(
                "d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f89"
                    + "55ad340609f4b30283e488832571415a085125e8f7cdc99fd91dbdf280373c5b"
                    + "d8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0"
                    + "e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70");
    byte[] other = one.clone();
    for (int at : new int[] {19, 45, 59, 83, 109, 123}) {
      other[at] ^= (byte) 0x80;
    }
    StagedAttachment first = Attachments.stage(db, one);
    StagedAttachment second = Attachments.stage(db, other);
    assertEquals(first.digest(), second.digest());
    List<AttachmentEdit> edits =
        List.of(
            new AttachmentEdit.Attach("one", "image/png", first),
            new AttachmentEdit.Attach("other", "image/png", second));
    Attachments.write(db, "a", Optional.empty(), edits);
    AttachmentOptions options = AttachmentOptions.DEFAULTS;
    assertArrayEquals(one, Attachments.readBytes(db, "a", "one", options));
    assertArrayEquals(other, Attachments.readBytes(db, "a", "other", options));
  }

  @Test
  @Tag("ATT-8")
  void equalBytesAreKeptOnce() {
    for (int size : new int[] {100, 200_000}) {
      byte[] bytes = Attachments.random(size);
      RevisionId first =
          Attachments.write(
              db, "a" + size, Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
      int keys = keysOnceDrained();
      long file = await(db.info()).sizes().file();
      Attachments.write(
          db,
          "b" + size,
          Optional.empty(),
          List.of(Attachments.attach(db, "f", bytes), Attachments.attach(db, "g", bytes)));
      assertEquals(
          keys + 4, keysOnceDrained(), "document, live, change, body; no bytes, no upload");
      assertEquals(file + 2, await(db.info()).sizes().file());
      delete("a" + size, first);
    }
  }

  @Test
  @Tag("WRT-7")
  void aWrongDigestMakesAStubMissing() {
    RevisionId first = Attachments.write(db, "a", Optional.empty(), "f", "one");
    AttachmentEdit keep =
        new AttachmentEdit.Keep(
            "f", Optional.of("md5-AAAAAAAAAAAAAAAAAAAAAA=="), OptionalLong.empty());
    DocumentEdit edit =
        DocumentEdit.update(id("a"), first, json("{}")).withAttachments(List.of(keep));
    assertFails(ErrorCode.MISSING_STUB, db.write(edit));
  }
}
