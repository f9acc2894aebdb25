package dev.couchgrass.store.chronicle.view;

import dev.couchgrass.store.chronicle.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Finds the values of slots. */
public final class Values {
  private final Log log;

  public Values(Log log) {
    this.log = log;
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
