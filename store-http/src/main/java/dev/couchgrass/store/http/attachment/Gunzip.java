package dev.couchgrass.store.http.attachment;

import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses bytes as they are asked for: gzip members, as many as there are. */
final class Gunzip implements Pieces {
  private static final int PIECE = 64 << 10;
  private static final int TRAILER_BYTES = 8;

  /** What comes next. */
  private enum Stage {
    HEADER,
    BODY,
    TRAILER
  }

  private final Pieces packed;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] chunk = new byte[PIECE / 4];
  private Stage stage = Stage.HEADER;
  private byte[] input = new byte[0];
  private int at;
  private boolean begun;

  Gunzip(Pieces packed) {
    this.packed = packed;
  }

  @Override
  public Future<Buffer> next() {
    Buffer out = Buffer.buffer();
    return Repeat.whileTrue(() -> fill(out)).map(done -> out);
  }

  /** Decompresses what there is; whether to go on, since nothing came of it. */
  private Future<Boolean> fill(Buffer out) {
    try {
      boolean moved = true;
      while (moved && out.length() < PIECE) {
        moved = advance(out);
      }
    } catch (DataFormatException e) {
      throw Failures.malformed(e);
    }
    return out.length() > 0 ? Future.succeededFuture(false) : packed.next().map(this::feed);
  }

  /** Takes in what came; false at the end. */
  private boolean feed(Buffer piece) {
    if (piece.length() == 0) {
      if (stage != Stage.HEADER || at < input.length || !begun) {
        throw Failures.malformed("an attachment's gzip breaks off");
      }
      return false;
    }
    byte[] rest = Arrays.copyOfRange(input, at, input.length);
    input = Buffer.buffer(rest).appendBuffer(piece).getBytes();
    at = 0;
    if (stage == Stage.BODY) {
      inflater.setInput(input);
    }
    return true;
  }

  /** Takes a step; false if it needs more to take one. */
  private boolean advance(Buffer out) throws DataFormatException {
    return switch (stage) {
      case HEADER -> header();
      case BODY -> body(out);
      case TRAILER -> trailer();
    };
  }

  private boolean header() throws DataFormatException {
    int end = GzipHeader.end(input, at);
    if (end < 0) {
      return false;
    }
    begun = true;
    stage = Stage.BODY;
    crc.reset();
    inflater.reset();
    inflater.setInput(input, end, input.length - end);
    return true;
  }

  private boolean body(Buffer out) throws DataFormatException {
    int count = inflater.inflate(chunk);
    crc.update(chunk, 0, count);
    out.appendBytes(chunk, 0, count);
    if (inflater.finished()) {
      stage = Stage.TRAILER;
      at = input.length - inflater.getRemaining();
      return true;
    }
    if (inflater.needsDictionary()) {
      throw new DataFormatException("A dictionary is asked for");
    }
    if (count == 0) {
      at = input.length;
    }
    return count > 0;
  }

  private boolean trailer() throws DataFormatException {
    if (input.length - at < TRAILER_BYTES) {
      return false;
    }
    boolean same =
        littleEndian(at) == crc.getValue()
            && littleEndian(at + 4) == (inflater.getBytesWritten() & 0xffffffffL);
    if (!same) {
      throw new DataFormatException("The checksum is another");
    }
    at += TRAILER_BYTES;
    stage = Stage.HEADER;
    return true;
  }

  private long littleEndian(int from) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = (value << 8) | (input[from + i] & 0xff);
    }
    return value;
  }

  @Override
  public void close() {
    packed.close();
    inflater.end();
  }
}
