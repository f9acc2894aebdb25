package dev.couchgrass.store.http.attachment;

import java.util.zip.DataFormatException;

/** What stands before a gzip member's bytes. */
final class GzipHeader {
  private static final int FIXED = 10;
  private static final int CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  /** Longer ones are no one's. */
  private static final int LONGEST = 128 << 10;

  private GzipHeader() {}

  /** Where the header that begins at a place ends; negative if that has not come yet. */
  static int end(byte[] in, int from) throws DataFormatException {
    int there = in.length - from;
    if (there < FIXED) {
      return -1;
    }
    if ((in[from] & 0xff) != 0x1f || (in[from + 1] & 0xff) != 0x8b || in[from + 2] != 8) {
      throw new DataFormatException("No gzip");
    }
    if (there > LONGEST) {
      return requireKnown(end(in, from, in[from + 3]));
    }
    return end(in, from, in[from + 3]);
  }

  private static int requireKnown(int end) throws DataFormatException {
    if (end < 0) {
      throw new DataFormatException("A gzip header without end");
    }
    return end;
  }

  private static int end(byte[] in, int from, int flags) {
    int at = from + FIXED;
    if ((flags & EXTRA) != 0) {
      if (in.length < at + 2) {
        return -1;
      }
      at += 2 + (in[at] & 0xff) + ((in[at + 1] & 0xff) << 8);
    }
    at = (flags & NAME) != 0 ? afterZero(in, at) : at;
    at = (flags & COMMENT) != 0 ? afterZero(in, at) : at;
    at = (flags & CHECKSUM) != 0 && at >= 0 ? at + 2 : at;
    return at > in.length ? -1 : at;
  }

  private static int afterZero(byte[] in, int from) {
    for (int i = from; from >= 0 && i < in.length; i++) {
      if (in[i] == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
