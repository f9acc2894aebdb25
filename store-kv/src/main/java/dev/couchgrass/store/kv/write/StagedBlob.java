package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.attachment.AttachmentEdit.Attach;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.kv.layout.AttachmentRecord;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Space;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Staged attachment bytes: small ones wait in memory and are written with the edit that names them;
 * larger ones are pieces in the engine already, noted in {@link Space#UPLOADS} so that they are
 * dropped if nothing ever names them.
 */
public final class StagedBlob implements StagedAttachment {
  private final Writer writer;
  private final Digests digests;
  private final long length;
  private final long storedLength;
  private final Optional<String> encoding;
  private final Place place;

  /** Hashes of the stored form. */
  public record Digests(byte[] md5, byte[] sha256) {}

  /** Where the bytes are. */
  public sealed interface Place {
    /** Here, at most one piece. */
    record Memory(byte[] bytes) implements Place {}

    /** In the engine. */
    record Pieces(long blob, int count) implements Place {}
  }

  public StagedBlob(
      Writer writer,
      Digests digests,
      long length,
      long storedLength,
      Optional<String> encoding,
      Place place) {
    this.writer = writer;
    this.digests = digests;
    this.length = length;
    this.storedLength = storedLength;
    this.encoding = encoding;
    this.place = place;
  }

  byte[] md5() {
    return digests.md5();
  }

  @Override
  public String digest() {
    return AttachmentRecord.digest(digests.md5());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Optional<String> encoding() {
    return encoding;
  }

  @Override
  public long storedLength() {
    return storedLength;
  }

  /** Whether the bytes are still there, and in this database. */
  boolean usable(Transaction transaction) {
    return writer.owns(transaction)
        && (place instanceof Place.Memory
            || transaction.blobs().find(digests.sha256()).isPresent()
            || waiting(transaction));
  }

  private boolean waiting(Transaction transaction) {
    return place instanceof Place.Pieces pieces
        && transaction.get(transaction.keys().of(Space.UPLOADS, pieces.blob())).isPresent();
  }

  /** Makes the bytes part of the database, if they are not yet, for a revision to refer to. */
  AttachmentRecord take(Attach edit, long generation, Transaction transaction) {
    if (transaction.blobs().find(digests.sha256()).isEmpty()) {
      transaction.blobs().add(digests.sha256(), settle(transaction));
    }
    return new AttachmentRecord(
        edit.name(),
        edit.contentType(),
        digests.sha256(),
        digests.md5(),
        length,
        storedLength,
        encoding,
        edit.revisionPosition().orElse(generation));
  }

  private BlobRecord settle(Transaction transaction) {
    if (place instanceof Place.Pieces pieces) {
      transaction.delete(transaction.keys().of(Space.UPLOADS, pieces.blob()));
      return new BlobRecord(pieces.blob(), pieces.count(), storedLength, 0);
    }
    byte[] bytes = ((Place.Memory) place).bytes();
    long number = transaction.blobs().nextNumber();
    transaction.put(transaction.keys().piece(number, 0), bytes);
    return new BlobRecord(number, 1, storedLength, 0);
  }

  @Override
  public Future<Void> release() {
    if (place instanceof Place.Pieces pieces) {
      return writer
          .submit(
              transaction -> {
                if (waiting(transaction)) {
                  transaction.delete(transaction.keys().of(Space.UPLOADS, pieces.blob()));
                  transaction.blobs().dropPieces(pieces.blob(), pieces.count());
                }
                return true;
              },
              1)
          .mapEmpty();
    }
    return Future.succeededFuture();
  }
}
