package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file, open twice. What writes and syncs has no channel, as an interrupt would close it with the
 * outcome unknown. What reads is a channel, for reads at once by many threads; it is opened again
 * if an interrupt closes it, and when the file has no name any more, the other one reads.
 */
final class FileOnDisk implements DiskFile {
  private static final int PIECE = 1 << 20;

  private final Path path;
  private final RandomAccessFile writer;
  private volatile @Nullable FileChannel reader;
  private volatile boolean closed;

  FileOnDisk(Path path) throws IOException {
    this.path = path;
    if (!Files.exists(path)) {
      // A RandomAccessFile would make it.
      throw new NoSuchFileException(path.toString());
    }
    writer = new RandomAccessFile(path.toFile(), "rw");
    try {
      reader = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public long size() throws IOException {
    return writer.length();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    int start = into.position();
    boolean interrupted = false;
    try {
      while (into.hasRemaining()) {
        FileChannel channel = reader;
        int read;
        if (channel == null) {
          read = readThroughWriter(into, position + into.position() - start);
        } else {
          try {
            read = readPiece(channel, into, position + into.position() - start);
          } catch (ClosedChannelException e) {
            interrupted |= e instanceof ClosedByInterruptException && Thread.interrupted();
            openAgain(channel);
            continue;
          }
        }
        if (read < 0) {
          break;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return into.position() - start;
  }

  /**
   * In pieces, as a channel keeps a buffer off heap, for each thread, as long as its longest read.
   */
  private static int readPiece(FileChannel channel, ByteBuffer into, long position)
      throws IOException {
    int limit = into.limit();
    into.limit(into.position() + Math.min(PIECE, into.remaining()));
    try {
      return channel.read(into, position);
    } finally {
      into.limit(limit);
    }
  }

  private synchronized void openAgain(FileChannel dead) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (reader != dead) {
      return;
    }
    try {
      reader = FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      reader = null;
    }
  }

  private synchronized int readThroughWriter(ByteBuffer into, long position) throws IOException {
    byte[] piece = new byte[Math.min(PIECE, into.remaining())];
    writer.seek(position);
    int read = writer.read(piece);
    if (read > 0) {
      into.put(piece, 0, read);
    }
    return read;
  }

  @Override
  public synchronized void write(ByteBuffer from, long position) throws IOException {
    writer.seek(position);
    if (from.hasArray()) {
      while (from.hasRemaining()) {
        int length = Math.min(PIECE, from.remaining());
        writer.write(from.array(), from.arrayOffset() + from.position(), length);
        from.position(from.position() + length);
      }
      return;
    }
    byte[] piece = new byte[Math.min(PIECE, from.remaining())];
    while (from.hasRemaining()) {
      int length = Math.min(piece.length, from.remaining());
      from.get(piece, 0, length);
      writer.write(piece, 0, length);
    }
  }

  @Override
  public synchronized void truncate(long size) throws IOException {
    if (size < writer.length()) {
      writer.setLength(size);
    }
  }

  @Override
  public void sync() throws IOException {
    writer.getFD().sync();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    FileChannel channel = reader;
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      writer.close();
    }
  }
}
