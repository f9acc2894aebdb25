package dev.couchgrass.store.chronicle.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Reads may run on any number of threads, beside one that writes. */
public interface DiskFile extends Closeable {
  /** In bytes. */
  long size() throws IOException;

  /**
   * Reads from a position until the buffer is full or the file ends.
   *
   * @return how many bytes were read; 0 at the end
   */
  int read(ByteBuffer into, long position) throws IOException;

  /** Writes all of the buffer; what fails may have written any part of it. */
  void write(ByteBuffer from, long position) throws IOException;

  /** Cuts off what lies behind; never grows a file. */
  void truncate(long size) throws IOException;

  /** Completes when everything written, and the size, is on disk. */
  void sync() throws IOException;

  /** Idempotent. Syncs nothing. */
  @Override
  void close() throws IOException;
}
