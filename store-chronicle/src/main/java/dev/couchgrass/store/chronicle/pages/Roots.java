package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import dev.couchgrass.store.chronicle.pages.RootFormat.Numbered;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The file {@code roots}: two slots that are written in turns, so that one is whole whenever the
 * machine stops. For one thread.
 *
 * <pre>{@code
 * try (Roots roots = Roots.open(disk)) {
 *   List<RootRecord> found = roots.read();
 *   roots.write(root);
 * }
 * }</pre>
 */
public final class Roots implements Closeable {
  public static final String FILE_NAME = "roots";

  /** How far the slots are apart: the most that a record may take, far more than a disk's block. */
  public static final int SLOT_BYTES = 32 * 1024;

  private final DiskFile file;
  private long sequence;

  private Roots(DiskFile file) {
    this.file = file;
  }

  /** Opens the file; makes it first if there is none, so that its name is safe. */
  public static Roots open(Disk disk) throws IOException {
    Roots roots = new Roots(openOrCreate(disk));
    List<Numbered> found = roots.slots();
    roots.sequence = found.isEmpty() ? 0 : found.get(0).sequence();
    return roots;
  }

  private static DiskFile openOrCreate(Disk disk) throws IOException {
    try {
      return disk.open(FILE_NAME);
    } catch (NoSuchFileException none) {
      DiskFile created = disk.create(FILE_NAME);
      disk.sync();
      return created;
    }
  }

  /** The records that are whole, the newest first: two, one or none. */
  public List<RootRecord> read() throws IOException {
    return slots().stream().map(Numbered::root).toList();
  }

  /**
   * Writes a record over the older one. It is on disk when this returns; if it throws, the newest
   * one before is as it was.
   *
   * @throws IllegalArgumentException if the engine's bytes make it longer than a slot
   */
  public void write(RootRecord root) throws IOException {
    Numbered next = new Numbered(sequence + 1, root);
    ByteBuffer slot = RootFormat.encode(next);
    if (slot.remaining() > SLOT_BYTES) {
      throw new IllegalArgumentException("The record is longer than a slot");
    }
    file.write(slot, at(next.sequence()));
    file.sync();
    sequence = next.sequence();
  }

  /**
   * Wipes both records: nothing is known of an index any more. That is on disk when this returns;
   * if it throws, either of them may be left.
   */
  public void clear() throws IOException {
    file.write(ByteBuffer.allocate(2 * SLOT_BYTES), 0);
    file.sync();
  }

  /** Idempotent. */
  @Override
  public void close() throws IOException {
    file.close();
  }

  private List<Numbered> slots() throws IOException {
    List<Numbered> found = new ArrayList<>();
    for (long parity = 0; parity < 2; parity++) {
      ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
      file.read(slot, at(parity));
      RootFormat.decode(slot.flip()).ifPresent(found::add);
    }
    found.sort(Comparator.comparingLong(Numbered::sequence).reversed());
    return found;
  }

  private static long at(long sequence) {
    return (sequence & 1) * SLOT_BYTES;
  }
}
