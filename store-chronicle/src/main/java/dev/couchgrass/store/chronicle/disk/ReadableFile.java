package dev.couchgrass.store.chronicle.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file that is read. Reads may run on any number of threads. */
public interface ReadableFile extends Closeable {
  /** In bytes. */
  long size() throws IOException;

  /**
   * Reads from a position until the buffer is full or the file ends.
   *
   * @return how many bytes were read; 0 at the end
   */
  int read(ByteBuffer into, long position) throws IOException;

  /** Idempotent. Syncs nothing. */
  @Override
  void close() throws IOException;
}
