package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Entries of a map, taken out to be put into another order. */
final class Entries {
  /** All there can be in a test: no key of one begins with so many 0xff. */
  private static final KeyRange ALL =
      new KeyRange(new byte[0], new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});

  record Entry(byte[] key, byte[] value) {}

  private Entries() {}

  static List<Entry> all(PersistentByteMap map) {
    List<Entry> entries = new ArrayList<>();
    try (Cursor cursor = map.cursor(ALL, Direction.FORWARD)) {
      while (cursor.next()) {
        entries.add(new Entry(cursor.key(), cursor.value()));
      }
    }
    return entries;
  }

  /** A scan as it is where keys have this order. */
  static Cursor scan(
      PersistentByteMap map, KeyRange range, Direction direction, Comparator<byte[]> order) {
    Comparator<Entry> byKey = Comparator.comparing(Entry::key, order);
    return new ListCursor(
        all(map).stream()
            .filter(entry -> order.compare(range.from(), entry.key()) <= 0)
            .filter(entry -> order.compare(entry.key(), range.to()) < 0)
            .sorted(direction == Direction.FORWARD ? byKey : byKey.reversed())
            .toList());
  }

  /** Walks over a list. */
  static final class ListCursor implements Snapshot.Cursor {
    private final List<Entry> entries;
    private int at = -1;

    ListCursor(List<Entry> entries) {
      this.entries = entries;
    }

    @Override
    public boolean next() {
      at = Math.min(at + 1, entries.size());
      return at < entries.size();
    }

    private Entry entry() {
      if (at < 0 || at == entries.size()) {
        throw new IllegalStateException("The cursor stands on no entry");
      }
      return entries.get(at);
    }

    @Override
    public byte[] key() {
      return entry().key();
    }

    @Override
    public byte[] value() {
      return entry().value();
    }

    @Override
    public void close() {}
  }
}
