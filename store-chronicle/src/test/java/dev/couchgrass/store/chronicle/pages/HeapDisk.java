package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Files on the heap, whose bits can be flipped and writes torn. */
final class HeapDisk implements Disk {
  private final Map<String, HeapFile> files = new TreeMap<>();
  private int syncs;

  /** How many bytes of the next write arrive, if that is to fail. */
  private int torn = -1;

  void flip(String name, int bit) {
    require(name).bytes[bit / 8] ^= (byte) (1 << bit % 8);
  }

  void tearNextWrite(int bytes) {
    torn = bytes;
  }

  int syncs() {
    return syncs;
  }

  @Override
  public List<String> list() {
    return new ArrayList<>(files.keySet());
  }

  @Override
  public DiskFile create(String name) throws IOException {
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    files.put(name, new HeapFile());
    return require(name);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    if (!files.containsKey(name)) {
      throw new NoSuchFileException(name);
    }
    return require(name);
  }

  @Override
  public void rename(String from, String to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sync() {
    syncs++;
  }

  private HeapFile require(String name) {
    return Objects.requireNonNull(files.get(name));
  }

  private final class HeapFile implements DiskFile {
    private byte[] bytes = {};

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      int length = (int) Math.max(0, Math.min(bytes.length - position, into.remaining()));
      into.put(bytes, length == 0 ? 0 : (int) position, length);
      return length;
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      int length = torn < 0 ? from.remaining() : torn;
      int end = (int) position + length;
      bytes = bytes.length < end ? Arrays.copyOf(bytes, end) : bytes;
      from.get(bytes, (int) position, length);
      if (torn >= 0) {
        torn = -1;
        throw new IOException("The write is torn");
      }
    }

    @Override
    public void truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }
}
