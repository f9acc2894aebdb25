package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of the file system that is only read, and need not be writable. As with {@link
 * FileDisk}, an interrupt fails no call and closes no file.
 */
public final class ReadOnlyFolder implements ReadableDisk {
  private final Path folder;

  public ReadOnlyFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<String> list() throws IOException {
    return plainFiles(folder);
  }

  static List<String> plainFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public ReadableFile open(String name) throws IOException {
    Path path = folder.resolve(name);
    if (!Files.exists(path)) {
      // A RandomAccessFile says so with another exception.
      throw new NoSuchFileException(path.toString());
    }
    return new OpenFile(new RandomAccessFile(path.toFile(), "r"));
  }

  /** One reader at a time: who copies reads a file from its beginning to its end. */
  private record OpenFile(RandomAccessFile file) implements ReadableFile {
    private static final int PIECE = 1 << 20;

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      int start = into.position();
      byte[] piece = new byte[Math.min(PIECE, into.remaining())];
      synchronized (file) {
        file.seek(position);
        while (into.hasRemaining()) {
          int read = file.read(piece, 0, Math.min(piece.length, into.remaining()));
          if (read < 0) {
            break;
          }
          into.put(piece, 0, read);
        }
      }
      return into.position() - start;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
