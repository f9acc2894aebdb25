package dev.couchgrass.store.chronicle.view;

import dev.couchgrass.store.chronicle.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Finds the values of slots, and keeps an eye on how long reads take. */
public final class Values {
  private final Log log;
  private final ReadPace pace = new ReadPace();

  public Values(Log log) {
    this.log = log;
  }

  /** Whether the next read is likely to wait for the disk. */
  public boolean readsWait() {
    return pace.waits();
  }

  /** The value of a key in a view; empty if it is not there. */
  Optional<byte[]> find(View view, byte[] key) {
    long began = System.nanoTime();
    byte[] slot = view.slot(key);
    Optional<byte[]> value =
        slot == null || Slot.isGone(slot) ? Optional.empty() : Optional.of(read(key, slot));
    pace.took(System.nanoTime() - began);
    return value;
  }

  /**
   * The value of a slot that is not gone.
   *
   * @throws UncheckedIOException if it cannot be read, or is damaged
   */
  byte[] read(byte[] key, byte[] slot) {
    if (Slot.isInline(slot)) {
      return Slot.value(slot);
    }
    try {
      return log.read(Slot.place(slot), key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
