package dev.couchgrass.instance.sync.paging;

import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries on their way to a peer, page by page: so many bytes in each, or one entry. For one
 * reader.
 */
public final class EntryPages {
  /** How many entries are read at first: few, as each may be a large one. */
  private static final int FIRST_PIECE = 4;

  private static final int MAX_PIECE = 256;

  private final ResultCursor<StoredEntry> cursor;

  /** Read, and too much for the page before. */
  private final ArrayDeque<byte[]> left = new ArrayDeque<>();

  private int piece = FIRST_PIECE;
  private boolean ended;

  public EntryPages(ResultCursor<StoredEntry> cursor) {
    this.cursor = cursor;
  }

  /** The next page: at least one entry, unless this has ended. */
  public Future<List<byte[]>> next() {
    List<byte[]> page = new ArrayList<>();
    long[] bytes = {0};
    return Repeat.whileTrue(
            () -> {
              if (left.isEmpty()) {
                return ended ? Future.succeededFuture(false) : read();
              }
              byte[] next = left.peek();
              boolean full =
                  page.size() >= WireLimits.PAGE_ENTRIES
                      || (!page.isEmpty() && bytes[0] + next.length > WireLimits.PAGE_BYTES);
              if (!full) {
                page.add(left.remove());
                bytes[0] += next.length;
              }
              return Future.succeededFuture(!full);
            })
        .map(page);
  }

  private Future<Boolean> read() {
    return cursor
        .next(piece)
        .map(
            rows -> {
              rows.forEach(row -> left.add(row.entry().bytes()));
              ended = rows.isEmpty();
              long bytes = left.stream().mapToLong(each -> each.length).sum();
              // As many as one page takes, if they are like these.
              long fitting = WireLimits.PAGE_BYTES * (long) left.size() / Math.max(1, bytes);
              piece = (int) Math.max(1, Math.min(MAX_PIECE, fitting));
              return true;
            });
  }

  /** Whether all was given. */
  public boolean isDone() {
    return ended && left.isEmpty();
  }

  public Future<Void> close() {
    return cursor.close();
  }
}
