package dev.couchgrass.server.http;

import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses a gzip member that arrives in pieces, and stops where a limit is passed. */
final class GzipDecoder implements AutoCloseable {
  private static final int HEADER = 10;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int CHECKSUM = 2;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final Buffer out;
  private final long maxBytes;
  private final byte[] chunk = new byte[16_384];
  private Buffer head = Buffer.buffer();
  private boolean inBody;
  private Buffer trailer = Buffer.buffer();

  GzipDecoder(Buffer out, long maxBytes) {
    this.out = out;
    this.maxBytes = maxBytes;
  }

  void add(byte[] piece) throws DataFormatException {
    if (inBody) {
      inflate(piece, 0);
      return;
    }
    head.appendBytes(piece);
    int start = headerLength();
    if (start >= 0) {
      inBody = true;
      inflate(head.getBytes(), start);
      head = Buffer.buffer();
    } else if (head.length() > 4_096) {
      throw new DataFormatException("gzip header too long");
    }
  }

  /** Where the header ends; negative if that is not known yet. */
  private int headerLength() throws DataFormatException {
    if (head.length() < HEADER) {
      return -1;
    }
    if (head.getUnsignedByte(0) != 0x1f
        || head.getUnsignedByte(1) != 0x8b
        || head.getByte(2) != 8) {
      throw new DataFormatException("no gzip");
    }
    int flags = head.getUnsignedByte(3);
    int at = HEADER;
    if ((flags & EXTRA) != 0) {
      if (head.length() < at + 2) {
        return -1;
      }
      at += 2 + head.getUnsignedShortLE(at);
    }
    at = (flags & NAME) != 0 ? afterZero(at) : at;
    at = (flags & COMMENT) != 0 ? afterZero(at) : at;
    at = (flags & CHECKSUM) != 0 && at >= 0 ? at + 2 : at;
    return at > head.length() ? -1 : at;
  }

  private int afterZero(int from) {
    for (int i = from; from >= 0 && i < head.length(); i++) {
      if (head.getByte(i) == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private void inflate(byte[] piece, int from) throws DataFormatException {
    if (inflater.finished()) {
      trailer.appendBytes(piece, from, piece.length - from);
    } else {
      inflater.setInput(piece, from, piece.length - from);
      while (!inflater.finished() && !inflater.needsInput()) {
        keep(inflater.inflate(chunk));
      }
      if (inflater.finished()) {
        int left = inflater.getRemaining();
        trailer.appendBytes(piece, piece.length - left, left);
      }
    }
    if (trailer.length() > 8) {
      throw new DataFormatException("more than one gzip member");
    }
  }

  private void keep(int count) throws DataFormatException {
    if (count == 0 && (inflater.needsDictionary() || !inflater.needsInput())) {
      if (!inflater.finished()) {
        throw new DataFormatException("stuck");
      }
    }
    if (out.length() + (long) count > maxBytes) {
      throw BodyReader.tooLarge();
    }
    crc.update(chunk, 0, count);
    out.appendBytes(chunk, 0, count);
  }

  /** Whether all of the member came, and is what its checksum says. */
  boolean finished() {
    return inflater.finished()
        && trailer.length() == 8
        && trailer.getUnsignedIntLE(0) == crc.getValue()
        && trailer.getUnsignedIntLE(4) == (out.length() & 0xffffffffL);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
