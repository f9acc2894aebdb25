package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Reads may run on any number of threads, beside one that writes. */
public interface DiskFile extends ReadableFile {
  /** Writes all of the buffer; what fails may have written any part of it. */
  void write(ByteBuffer from, long position) throws IOException;

  /** Cuts off what lies behind; never grows a file. */
  void truncate(long size) throws IOException;

  /** Completes when everything written, and the size, is on disk. */
  void sync() throws IOException;
}
