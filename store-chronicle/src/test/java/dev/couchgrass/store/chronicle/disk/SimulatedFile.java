package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file of a {@link SimulatedDisk}, whatever its name. */
final class SimulatedFile {
  private sealed interface Change {
    record Write(long position, byte[] bytes) implements Change {}

    record Truncate(long size) implements Change {}
  }

  private final SimulatedDisk disk;
  private byte[] visible;
  private int size;
  private byte[] onDisk;
  private final List<Change> unsynced = new ArrayList<>();

  SimulatedFile(SimulatedDisk disk, byte[] contents) {
    this.disk = disk;
    visible = contents.clone();
    size = contents.length;
    onDisk = contents.clone();
  }

  byte[] contents() {
    return Arrays.copyOf(visible, size);
  }

  void flip(long bit) {
    int index = Math.toIntExact(bit / 8);
    visible[index] ^= (byte) (1 << bit % 8);
    onDisk = contents();
    unsynced.clear();
  }

  /** What the disk has after a loss of power. */
  byte[] afterCrash(Loss loss, Random choices) {
    byte[] left = onDisk.clone();
    for (Change change : unsynced) {
      if (!loss.keeps(choices)) {
        continue;
      }
      if (change instanceof Change.Truncate truncate) {
        left = Arrays.copyOf(left, (int) Math.min(left.length, truncate.size()));
      } else if (change instanceof Change.Write write) {
        left = keep(left, write, loss.tears(choices), loss.sector(), choices);
      }
    }
    return left;
  }

  /** Sectors are those of the file: a write that begins within one is torn within its own bytes. */
  private static byte[] keep(
      byte[] left, Change.Write write, boolean torn, int sector, Random choices) {
    byte[] result = left;
    int from = 0;
    while (from < write.bytes().length) {
      long position = write.position() + from;
      int length = (int) Math.min(sector - position % sector, write.bytes().length - (long) from);
      if (!torn || choices.nextBoolean()) {
        int end = Math.toIntExact(position + length);
        result = end > result.length ? Arrays.copyOf(result, end) : result;
        System.arraycopy(write.bytes(), from, result, (int) position, length);
      }
      from += length;
    }
    return result;
  }

  DiskFile open() {
    return new Handle();
  }

  private void write(byte[] bytes, long position) {
    int end = Math.toIntExact(position + bytes.length);
    if (end > visible.length) {
      visible = Arrays.copyOf(visible, Math.max(end, 2 * visible.length));
    }
    System.arraycopy(bytes, 0, visible, (int) position, bytes.length);
    size = Math.max(size, end);
    unsynced.add(new Change.Write(position, bytes));
  }

  private final class Handle implements DiskFile {
    private boolean closed;

    private void requireOpen() throws ClosedChannelException {
      if (closed) {
        throw new ClosedChannelException();
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (disk) {
        requireOpen();
        disk.enter(false, false);
        return size;
      }
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      synchronized (disk) {
        requireOpen();
        disk.enter(false, false);
        int length = (int) Math.max(0, Math.min(into.remaining(), size - position));
        into.put(visible, (int) Math.min(position, size), length);
        return length;
      }
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      synchronized (disk) {
        requireOpen();
        boolean fails = disk.enter(true, true);
        int length = fails ? disk.random().nextInt(from.remaining() + 1) : from.remaining();
        byte[] bytes = new byte[length];
        from.get(bytes);
        if (length > 0) {
          SimulatedFile.this.write(bytes, position);
        }
        if (fails) {
          throw disk.failure();
        }
      }
    }

    @Override
    public void truncate(long to) throws IOException {
      synchronized (disk) {
        requireOpen();
        disk.enter(false, false);
        if (to < size) {
          size = (int) to;
          Arrays.fill(visible, size, visible.length, (byte) 0);
          unsynced.add(new Change.Truncate(to));
        }
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (disk) {
        requireOpen();
        boolean fails = disk.enter(false, true);
        if (fails && !disk.isOff()) {
          unsynced.removeIf(change -> change instanceof Change.Write);
        }
        if (fails) {
          throw disk.failure();
        }
        syncAll();
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Not simply what is visible: a write that a failed sync gave up on stays off the disk. */
  private void syncAll() {
    onDisk = afterCrash(Loss.NOTHING, disk.random());
    unsynced.clear();
  }
}
