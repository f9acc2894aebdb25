package dev.couchgrass.cli.load;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * Where documents come from: plain or gzipped text, told apart by how it begins.
 *
 * @param name for messages
 * @param text to read, without a byte order mark
 * @param size of what is read, if that is known
 * @param position how much of it was read
 */
public record Source(String name, InputStream text, OptionalLong size, AtomicLong position)
    implements AutoCloseable {
  private static final int BUFFER = 65_536;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  public static Source file(Path file) throws IOException {
    OptionalLong size =
        Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
    return of(file.toString(), Files.newInputStream(file), size);
  }

  public static Source stream(InputStream stream) throws IOException {
    return of("standard input", stream, OptionalLong.empty());
  }

  private static Source of(String name, InputStream raw, OptionalLong size) throws IOException {
    AtomicLong position = new AtomicLong();
    InputStream counted = new Counted(new BufferedInputStream(raw, BUFFER), position);
    return new Source(name, plain(counted), size, position);
  }

  private static InputStream plain(InputStream raw) throws IOException {
    PushbackInputStream text = peekable(raw);
    if (!skip(text, GZIP, false)) {
      skip(text, BYTE_ORDER_MARK, true);
      return text;
    }
    PushbackInputStream unpacked = peekable(new GZIPInputStream(text, BUFFER));
    skip(unpacked, BYTE_ORDER_MARK, true);
    return unpacked;
  }

  private static PushbackInputStream peekable(InputStream stream) {
    return new PushbackInputStream(stream, BYTE_ORDER_MARK.length);
  }

  /** Whether a stream begins with a mark, which it loses then if that is wished. */
  private static boolean skip(PushbackInputStream stream, byte[] mark, boolean drop)
      throws IOException {
    byte[] begin = stream.readNBytes(mark.length);
    boolean found = Arrays.equals(begin, mark);
    if (!found || !drop) {
      stream.unread(begin);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private static final class Counted extends FilterInputStream {
    private final AtomicLong position;

    Counted(InputStream stream, AtomicLong position) {
      super(stream);
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      position.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      position.addAndGet(Math.max(count, 0));
      return count;
    }
  }
}
