package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk that takes nothing more as long as it is full. */
public final class FillableDisk implements Disk {
  private final Disk inner;
  private volatile boolean full;

  public FillableDisk(Disk inner) {
    this.inner = inner;
  }

  public void full(boolean now) {
    full = now;
  }

  private void requireRoom() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public List<String> list() throws IOException {
    return inner.list();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    requireRoom();
    return new File(inner.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new File(inner.open(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    inner.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    inner.delete(name);
  }

  @Override
  public void sync() throws IOException {
    inner.sync();
  }

  private final class File implements DiskFile {
    private final DiskFile file;

    File(DiskFile file) {
      this.file = file;
    }

    /** Half of it fits: nobody may trust that a write is whole or not there. */
    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      if (full) {
        file.write(from.slice(from.position(), from.remaining() / 2), position);
      }
      requireRoom();
      file.write(from, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
