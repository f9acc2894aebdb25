package dev.couchgrass.store.kv.blob;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Keys;
import java.io.InputStream;
import java.util.Objects;

/** The stored form of an attachment, read piece by piece from a snapshot. */
final class PieceStream extends InputStream {
  private static final byte[] NOTHING = {};

  private final Snapshot snapshot;
  private final Keys keys;
  private final long blob;
  private final int pieces;
  private int next;
  private byte[] piece = NOTHING;
  private int position;

  PieceStream(Snapshot snapshot, Keys keys, long blob, int pieces) {
    this.snapshot = snapshot;
    this.keys = keys;
    this.blob = blob;
    this.pieces = pieces;
  }

  /** Whether a byte is left; steps to the next piece where one ends. */
  private boolean more() {
    while (position == piece.length) {
      if (next == pieces) {
        return false;
      }
      piece =
          snapshot
              .get(keys.piece(blob, next++))
              .orElseThrow(() -> new IllegalStateException("A piece of an attachment is missing"));
      position = 0;
    }
    return true;
  }

  @Override
  public int read() {
    return more() ? piece[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, target, offset, count);
    position += count;
    return count;
  }

  /** At least 1 while there is more: by this a reader of gzip knows that another member follows. */
  @Override
  public int available() {
    int here = piece.length - position;
    return here > 0 || next == pieces ? here : 1;
  }

  /** Closes the snapshot too. */
  @Override
  public void close() {
    snapshot.close();
  }

  /** Skips whole pieces without reading them. */
  @Override
  public long skip(long count) {
    long left = count;
    while (left > 0) {
      if (position == piece.length && left >= BlobRecord.PIECE_BYTES && next < pieces - 1) {
        next++;
        left -= BlobRecord.PIECE_BYTES;
      } else if (more()) {
        int step = (int) Math.min(left, piece.length - position);
        position += step;
        left -= step;
      } else {
        break;
      }
    }
    return count - left;
  }
}
