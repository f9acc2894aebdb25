package dev.couchgrass.conformance.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Short words for what tests do with attachments. */
public final class Attachments {
  private Attachments() {}

  public static StagedAttachment stage(DocumentStore db, byte[] bytes) {
    return stage(db, bytes, "application/octet-stream");
  }

  public static StagedAttachment stage(DocumentStore db, byte[] bytes, String type) {
    return StoreFixture.await(db.stage(Chunks.of(bytes, 10_000), StageOptions.of(type)));
  }

  public static AttachmentEdit attach(DocumentStore db, String name, byte[] bytes) {
    return new AttachmentEdit.Attach(name, "application/octet-stream", stage(db, bytes));
  }

  public static RevisionId write(
      DocumentStore db, String id, Optional<RevisionId> parent, String name, String text) {
    return write(db, id, parent, List.of(attach(db, name, text.getBytes(StandardCharsets.UTF_8))));
  }

  public static RevisionId write(
      DocumentStore db, String id, Optional<RevisionId> parent, List<AttachmentEdit> attachments) {
    DocumentEdit edit =
        new DocumentEdit(new DocumentId(id), parent, false, JsonBody.EMPTY, attachments);
    return StoreFixture.await(db.write(edit));
  }

  public static String read(DocumentStore db, String id, String name, AttachmentOptions options) {
    return new String(readBytes(db, id, name, options), StandardCharsets.UTF_8);
  }

  public static byte[] readBytes(
      DocumentStore db, String id, String name, AttachmentOptions options) {
    AttachmentContent content =
        StoreFixture.await(db.attachment(new DocumentId(id), name, options))
            .orElseThrow(() -> new AssertionError("The attachment is not there"));
    return StoreFixture.await(content.toBuffer(1 << 30, IllegalStateException::new)).getBytes();
  }

  public static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
