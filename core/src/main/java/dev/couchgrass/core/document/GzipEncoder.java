package dev.couchgrass.core.document;

import dev.couchgrass.core.encoding.ByteSink;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses bytes piece by piece, as zlib does at level 8 on the servers that run CouchDB: equal
 * bytes give equal digests there and here.
 *
 * <p>How the input is cut into pieces does not change the output. Holds native memory: close it.
 * Not for use by two threads at once.
 */
public final class GzipEncoder implements AutoCloseable {
  /** CouchDB's default. */
  private static final int LEVEL = 8;

  /** No name, no time, no extra flags, made on Unix. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[8192];
  private boolean begun;

  /** An encoder of one input. */
  public GzipEncoder() {}

  /**
   * Compresses a piece.
   *
   * @return the compressed bytes that are ready, which may be none
   */
  public byte[] update(byte[] piece, int offset, int length) {
    crc.update(piece, offset, length);
    deflater.setInput(piece, offset, length);
    ByteSink out = begin();
    drain(out);
    return out.toByteArray();
  }

  /**
   * Ends the input.
   *
   * @return the rest of the compressed bytes
   */
  public byte[] finish() {
    ByteSink out = begin();
    deflater.finish();
    drain(out);
    putLittleEndian(crc.getValue(), out);
    putLittleEndian(deflater.getBytesRead(), out);
    return out.toByteArray();
  }

  private ByteSink begin() {
    ByteSink out = new ByteSink(64);
    if (!begun) {
      out.put(HEADER);
      begun = true;
    }
    return out;
  }

  private void drain(ByteSink out) {
    int count = deflater.deflate(buffer);
    while (count > 0) {
      out.put(buffer, 0, count);
      count = deflater.deflate(buffer);
    }
  }

  private static void putLittleEndian(long value, ByteSink out) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.put((int) (value >>> shift));
    }
  }

  /** Frees native memory. */
  @Override
  public void close() {
    deflater.end();
  }
}
