package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.util.Optional;

/** The bytes of attachments in a transaction: kept once, counted, freed with the last reference. */
public final class Blobs {
  private final Transaction transaction;

  Blobs(Transaction transaction) {
    this.transaction = transaction;
  }

  /** A number for the pieces of a new attachment; given out once. */
  public long nextNumber() {
    return ++transaction.tally().lastBlob;
  }

  /** Writes a piece of an attachment, which is not there yet. */
  public void putPiece(long blob, int piece, byte[] bytes) {
    transaction.put(transaction.keys().piece(blob, piece), bytes);
    transaction.tally().pieceBytes += bytes.length;
  }

  /** The record of an attachment's bytes. */
  public Optional<BlobRecord> find(byte[] hash) {
    return transaction.get(key(hash)).map(BlobRecord::decode);
  }

  /** Takes up bytes whose pieces are written, with no reference yet. */
  public void add(byte[] hash, BlobRecord blob) {
    transaction.put(key(hash), blob.encode());
    transaction.tally().blobBytes += blob.length();
  }

  void refer(byte[] hash) {
    BlobRecord blob = require(hash);
    transaction.put(key(hash), blob.withReferences(blob.references() + 1).encode());
  }

  void release(byte[] hash) {
    BlobRecord blob = require(hash);
    if (blob.references() > 1) {
      transaction.put(key(hash), blob.withReferences(blob.references() - 1).encode());
      return;
    }
    transaction.delete(key(hash));
    transaction.tally().blobBytes -= blob.length();
    drop(blob);
  }

  /**
   * Gives up the pieces of an attachment that nothing names. However many they are, that is one
   * step: they are removed later, by {@link RemovePieces}.
   */
  public void drop(BlobRecord blob) {
    if (blob.pieces() > 1) {
      transaction.put(
          transaction.keys().of(Space.DROPPED, nextNumber()), blob.withReferences(0).encode());
      transaction.tellDropped();
    } else { // A note would cost as much as the piece.
      removePieces(blob, 0);
    }
  }

  /** Removes all but the first so many pieces. */
  void removePieces(BlobRecord blob, int kept) {
    for (int i = kept; i < blob.pieces(); i++) {
      transaction.delete(transaction.keys().piece(blob.blob(), i));
    }
    transaction.tally().pieceBytes -= blob.length() - blob.first(kept).length();
  }

  private BlobRecord require(byte[] hash) {
    return find(hash)
        .orElseThrow(() -> new IllegalStateException("An attachment's bytes are not there"));
  }

  private byte[] key(byte[] hash) {
    return transaction.keys().of(Space.BLOBS, hash);
  }
}
