package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;

/**
 * How much room entries take.
 *
 * @param entries how many
 * @param bytes of these
 */
record Space(long entries, long bytes) {
  static final Space NONE = new Space(0, 0);

  static Space of(Entry entry) {
    return new Space(1, entry.bytes().length);
  }

  Space plus(Space other) {
    return new Space(entries + other.entries, bytes + other.bytes);
  }

  Space minus(Space other) {
    return new Space(entries - other.entries, bytes - other.bytes);
  }

  Space twice() {
    return plus(this);
  }

  /** One part of so many, rounded down. */
  Space part(int parts) {
    return new Space(entries / parts, bytes / parts);
  }

  /** Half of it, rounded up: half of room for one is room for one. */
  Space half() {
    return new Space((entries + 1) / 2, (bytes + 1) / 2);
  }

  boolean fitsIn(Space room) {
    return entries <= room.entries && bytes <= room.bytes;
  }
}
