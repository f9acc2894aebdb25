package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Keys;
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
    dropPieces(blob.blob(), blob.pieces());
  }

  /** Removes the pieces of an attachment that nothing names. */
  public void dropPieces(long blob, int pieces) {
    Keys keys = transaction.keys();
    for (int i = 0; i < pieces; i++) {
      transaction.delete(keys.piece(blob, i));
    }
  }

  private BlobRecord require(byte[] hash) {
    return find(hash)
        .orElseThrow(() -> new IllegalStateException("An attachment's bytes are not there"));
  }

  private byte[] key(byte[] hash) {
    return transaction.keys().of(Space.BLOBS, hash);
  }
}
