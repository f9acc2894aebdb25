package dev.couchgrass.cli.signed;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many entries of a database there are, by what is known of them.
 *
 * @param missing how many are not there that others build on
 * @param signatures how many were computed again
 * @param wrong how many of these are wrong
 */
public record Verification(
    long verified,
    long refused,
    long unverified,
    long voided,
    long missing,
    long signatures,
    long wrong) {
  private static final int PIECE = 500;

  static Verification of(EntryStore entries, Cid database) {
    Map<EntryStatus, Long> counts = new EnumMap<>(EntryStatus.class);
    long signatures = 0;
    long wrong = 0;
    ResultCursor<StoredEntry> all = entries.entries(database).await();
    try {
      List<StoredEntry> piece = all.next(PIECE).await();
      while (!piece.isEmpty()) {
        for (StoredEntry stored : piece) {
          counts.merge(stored.status(), 1L, Long::sum);
          Optional<PublicKey> key = stored.entry().signer().hint().publicKey();
          signatures += key.isPresent() ? 1 : 0;
          wrong += key.isPresent() && isWrong(stored.entry(), key.get()) ? 1 : 0;
        }
        piece = all.next(PIECE).await();
      }
    } finally {
      all.close().await();
    }
    return new Verification(
        counts.getOrDefault(EntryStatus.VERIFIED, 0L),
        counts.getOrDefault(EntryStatus.FAILED, 0L),
        counts.getOrDefault(EntryStatus.UNVERIFIED, 0L),
        counts.getOrDefault(EntryStatus.VOID, 0L),
        missing(entries, database),
        signatures,
        wrong);
  }

  private static boolean isWrong(Entry entry, PublicKey key) {
    return !entry.isSignedBy(key);
  }

  private static long missing(EntryStore entries, Cid database) {
    ResultCursor<Cid> missing = entries.missing(database).await();
    long count = 0;
    try {
      List<Cid> piece = missing.next(PIECE).await();
      while (!piece.isEmpty()) {
        count += piece.size();
        piece = missing.next(PIECE).await();
      }
    } finally {
      missing.close().await();
    }
    return count;
  }
}
