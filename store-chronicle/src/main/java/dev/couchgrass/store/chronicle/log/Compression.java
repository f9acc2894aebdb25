package dev.couchgrass.store.chronicle.log;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Decompresses blocks on any number of threads, with as many contexts as there are at once. */
final class Compression implements AutoCloseable {
  /** The fastest level that compresses more than half away; those below hardly do. */
  static final int LEVEL = 1;

  private final Queue<ZstdDecompressCtx> idle = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Decompresses into the front of an array.
   *
   * @return how many bytes that gave; -1 if they can't be decompressed
   */
  int decompress(byte[] from, int at, int length, byte[] to) {
    ZstdDecompressCtx taken = idle.poll();
    ZstdDecompressCtx context = taken == null ? new ZstdDecompressCtx() : taken;
    try {
      return context.decompressByteArray(to, 0, to.length, from, at, length);
    } catch (ZstdException e) {
      return -1;
    } finally {
      idle.add(context);
      if (closed.get()) {
        closeIdle();
      }
    }
  }

  @Override
  public void close() {
    closed.set(true);
    closeIdle();
  }

  private void closeIdle() {
    for (ZstdDecompressCtx context = idle.poll(); context != null; context = idle.poll()) {
      context.close();
    }
  }
}
