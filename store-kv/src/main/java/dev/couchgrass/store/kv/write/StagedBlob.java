package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.attachment.AttachmentEdit.Attach;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.layout.AttachmentRecord;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Space;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Staged attachment bytes: small ones wait in memory and are written with the edit that names them;
 * larger ones are pieces in the engine already, noted in {@link Space#UPLOADS} so that they are
 * dropped if nothing ever names them. Both wait in the {@link StagingArea} for their time.
 */
public final class StagedBlob implements StagedAttachment {
  private final Writer<Transaction> writer;
  private final StagingArea area;
  private final StagingArea.Share share;
  private final Form form;
  private volatile Place place;

  /** Hashes of the stored form. */
  public record Digests(byte[] md5, byte[] sha256) {}

  /**
   * What the bytes are.
   *
   * @param length of the decoded form
   */
  public record Form(Digests digests, long length, long storedLength, Optional<String> encoding) {}

  /** Where the bytes are. */
  public sealed interface Place {
    /** Here, at most one piece. */
    record Memory(byte[] bytes) implements Place {}

    /** In the engine, with no reference. */
    record Pieces(BlobRecord blob) implements Place {}

    /** Nowhere, or in the database if a document names them. */
    record Gone() implements Place {}
  }

  public StagedBlob(
      Writer<Transaction> writer,
      StagingArea area,
      StagingArea.Share share,
      Form form,
      Place place) {
    this.writer = writer;
    this.area = area;
    this.share = share;
    this.form = form;
    this.place = place;
  }

  byte[] md5() {
    return form.digests().md5();
  }

  private byte[] sha256() {
    return form.digests().sha256();
  }

  StagingArea.Share share() {
    return share;
  }

  @Override
  public String digest() {
    return AttachmentRecord.digest(md5());
  }

  @Override
  public long length() {
    return form.length();
  }

  @Override
  public Optional<String> encoding() {
    return form.encoding();
  }

  @Override
  public long storedLength() {
    return form.storedLength();
  }

  /** Whether the bytes are still there, and in this database. */
  boolean usable(Transaction transaction) {
    return area.isOf(transaction)
        && (place instanceof Place.Memory
            || transaction.blobs().find(sha256()).isPresent()
            || waiting(transaction));
  }

  private boolean waiting(Transaction transaction) {
    return place instanceof Place.Pieces pieces
        && transaction.get(upload(pieces, transaction)).isPresent();
  }

  private static byte[] upload(Place.Pieces pieces, Transaction transaction) {
    return transaction.keys().of(Space.UPLOADS, pieces.blob().blob());
  }

  /** Makes the bytes part of the database, if they are not yet, for a revision to refer to. */
  AttachmentRecord take(Attach edit, long generation, Transaction transaction) {
    if (transaction.blobs().find(sha256()).isEmpty()) {
      transaction.blobs().add(sha256(), settle(transaction));
    } else {
      drop(transaction);
    }
    transaction.afterCommit(this::leave);
    return new AttachmentRecord(
        edit.name(),
        edit.contentType(),
        sha256(),
        md5(),
        form.length(),
        form.storedLength(),
        form.encoding(),
        edit.revisionPosition().orElse(generation));
  }

  private BlobRecord settle(Transaction transaction) {
    if (place instanceof Place.Pieces pieces) {
      transaction.delete(upload(pieces, transaction));
      return pieces.blob();
    }
    byte[] bytes = ((Place.Memory) place).bytes();
    long number = transaction.blobs().nextNumber();
    transaction.blobs().putPiece(number, 0, bytes);
    return new BlobRecord(number, 1, bytes.length, 0);
  }

  /** Drops the pieces, if they wait to be named. */
  private void drop(Transaction transaction) {
    if (place instanceof Place.Pieces pieces && waiting(transaction)) {
      transaction.delete(upload(pieces, transaction));
      transaction.blobs().drop(pieces.blob());
    }
  }

  /** Keeps nothing here any more: the bytes are in the database, or given up. */
  private void leave() {
    area.remove(this);
    place = new Place.Gone();
  }

  /** Takes its turn behind the edits that were handed in before, which may name the bytes. */
  @Override
  public Future<Void> release() {
    if (!area.holds(this)) {
      return Future.succeededFuture();
    }
    return writer
        .submitUpkeep(
            transaction -> {
              drop(transaction);
              transaction.afterCommit(this::leave);
              return true;
            })
        .mapEmpty();
  }
}
