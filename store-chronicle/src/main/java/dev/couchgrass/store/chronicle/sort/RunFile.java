package dev.couchgrass.store.chronicle.sort;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Runs, one behind the other, in a file that is gone after it is closed. Nothing of it is synced:
 * whoever is interrupted begins anew.
 */
final class RunFile implements Closeable {
  private static final String NAME = "runs.tmp";
  private static final int OUTPUT = 256 << 10;

  /** A stretch of the file, with a checksum over it. */
  private record Stretch(long from, long to, long checksum) {}

  private final Disk disk;
  private final DiskFile file;
  private final List<Stretch> runs = new ArrayList<>();
  private long end;

  RunFile(Disk disk) throws IOException {
    this.disk = disk;
    deleteLeftover(disk);
    file = disk.create(NAME);
  }

  /** Deletes what an earlier process left behind. */
  static void deleteLeftover(Disk disk) throws IOException {
    if (disk.list().contains(NAME)) {
      disk.delete(NAME);
    }
  }

  void write(SortedRun run) throws IOException {
    long from = end;
    CRC32C checksum = new CRC32C();
    byte[] output = new byte[OUTPUT];
    int length = 0;
    while (run.next()) {
      if (run.length() > output.length - length) {
        append(output, length, checksum);
        length = 0;
      }
      run.copyTo(output, length);
      length += run.length();
    }
    append(output, length, checksum);
    runs.add(new Stretch(from, end, checksum.getValue()));
  }

  private void append(byte[] bytes, int length, CRC32C checksum) throws IOException {
    checksum.update(bytes, 0, length);
    file.write(ByteBuffer.wrap(bytes, 0, length), end);
    end += length;
  }

  int count() {
    return runs.size();
  }

  /** How many bytes there are. */
  long length() {
    return end;
  }

  /** The runs, in the order in which they were written, each through a buffer of its own. */
  List<SortedRun> read(int bufferBytes) {
    List<SortedRun> read = new ArrayList<>();
    for (Stretch run : runs) {
      read.add(new Run(run, bufferBytes));
    }
    return read;
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    file.close();
    disk.delete(NAME);
  }

  private final class Run extends SortedRun {
    private final Stretch stretch;
    private final CRC32C checksum = new CRC32C();
    private byte[] buffer;

    /** Up to where the file was read. */
    private long read;

    private int at;
    private int filled;

    Run(Stretch stretch, int bufferBytes) {
      this.stretch = stretch;
      read = stretch.from;
      buffer = new byte[bufferBytes];
    }

    @Override
    boolean next() throws IOException {
      if (at == filled && read == stretch.to) {
        if (checksum.getValue() != stretch.checksum) {
          throw changed();
        }
        return false;
      }
      require(HEADER_BYTES);
      require(entryLength(buffer, at));
      enter(buffer, at);
      at += length();
      return true;
    }

    /** Brings so many bytes into the buffer. */
    private void require(int length) throws IOException {
      if (filled - at >= length) {
        return;
      }
      byte[] target = length > buffer.length ? new byte[length] : buffer;
      System.arraycopy(buffer, at, target, 0, filled - at);
      buffer = target;
      filled -= at;
      at = 0;
      int most = (int) Math.min(buffer.length - filled, stretch.to - read);
      int got = file.read(ByteBuffer.wrap(buffer, filled, most), read);
      checksum.update(buffer, filled, got);
      read += got;
      filled += got;
      if (filled < length) {
        throw changed();
      }
    }

    private IOException changed() {
      return new IOException("What was written to be sorted is not what is read");
    }
  }
}
