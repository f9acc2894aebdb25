package dev.couchgrass.store.chronicle;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32C;

/** A process that takes a large attachment in and out; its heap is smaller than the attachment. */
final class StreamsAttachment {
  private static final DocumentId ID = new DocumentId("a");
  private static final int PIECE = 1 << 20;

  private StreamsAttachment() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path file = folder.resolve("source");
    long expected = make(file, Integer.parseInt(arguments[1]));
    Vertx vertx = Vertx.vertx();
    Storage storage = await(ChronicleStorage.open(vertx, folder.resolve("store")));
    DocumentStore db = await(storage.create(new DatabaseName("db")));
    StagedAttachment staged =
        await(
            vertx
                .fileSystem()
                .open(file.toString(), new OpenOptions().setWrite(false))
                .compose(source -> db.stage(source, StageOptions.of("image/png"))));
    await(
        db.write(
            DocumentEdit.create(ID, JsonBody.EMPTY)
                .withAttachments(List.of(new AttachmentEdit.Attach("f", "image/png", staged)))));
    await(storage.close());
    storage = await(ChronicleStorage.open(vertx, folder.resolve("store")));
    long read = read(await(storage.open(new DatabaseName("db"))));
    await(storage.close());
    await(vertx.close());
    System.out.println(read == expected ? "same" : "different");
  }

  private static long make(Path file, int mebibytes) throws IOException {
    CRC32C crc = new CRC32C();
    Random random = new Random(mebibytes);
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < mebibytes; i++) {
        random.nextBytes(piece);
        crc.update(piece);
        out.write(piece);
      }
    }
    return crc.getValue();
  }

  private static long read(DocumentStore db) {
    AttachmentContent content =
        StoreFixture.await(db.attachment(ID, "f", AttachmentOptions.DEFAULTS)).orElseThrow();
    CRC32C crc = new CRC32C();
    for (Buffer next = await(content.next()); next.length() > 0; next = await(content.next())) {
      crc.update(next.getBytes());
    }
    return crc.getValue();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }
}
