package dev.couchgrass.store.chronicle.view;

import dev.couchgrass.store.engine.Snapshot.Cursor;

/** Walks over slots and hands out their values, of which large ones are read when asked for. */
final class ValueCursor implements Cursor {
  private final Cursor slots;
  private final Values values;

  ValueCursor(Cursor slots, Values values) {
    this.slots = slots;
    this.values = values;
  }

  @Override
  public boolean next() {
    return slots.next();
  }

  @Override
  public byte[] key() {
    return slots.key();
  }

  @Override
  public byte[] value() {
    return values.read(slots.key(), slots.value());
  }

  @Override
  public void close() {
    slots.close();
  }
}
