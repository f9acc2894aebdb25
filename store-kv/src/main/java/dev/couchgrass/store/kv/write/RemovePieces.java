package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A step towards the end of dropped attachments: removes some of their pieces.
 *
 * @param dropped by the number of the drop; nobody else removes pieces of these meanwhile
 * @param most how many pieces go, those of the oldest drop first
 */
public record RemovePieces(SortedMap<Long, BlobRecord> dropped, int most)
    implements Mutation<Transaction, Integer> {
  public RemovePieces {
    dropped = new TreeMap<>(dropped);
  }

  /** Answers how many pieces went. */
  @Override
  public Integer apply(Transaction transaction) {
    int left = most;
    for (Map.Entry<Long, BlobRecord> entry : dropped.entrySet()) {
      BlobRecord blob = entry.getValue();
      int kept = Math.max(0, blob.pieces() - left);
      byte[] key = transaction.keys().of(Space.DROPPED, entry.getKey());
      transaction.blobs().removePieces(blob, kept);
      left -= blob.pieces() - kept;
      if (kept > 0) {
        transaction.put(key, blob.first(kept).encode());
        break;
      }
      transaction.delete(key);
    }
    return most - left;
  }
}
