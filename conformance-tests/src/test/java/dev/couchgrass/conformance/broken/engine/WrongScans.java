package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.conformance.broken.engine.Entries.Entry;
import dev.couchgrass.conformance.broken.engine.Entries.ListCursor;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Engines whose scans give other entries than there are, or in another order. */
final class WrongScans {
  private WrongScans() {}

  /** All but its scans is right. */
  private abstract static class WrongScan extends ReferenceEngine {
    WrongScan(Disk disk) {
      super(disk);
    }

    abstract Cursor scan(PersistentByteMap map, KeyRange range, Direction direction);

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        public Cursor scan(KeyRange range, Direction direction) {
          return WrongScan.this.scan(map(), range, direction);
        }
      };
    }
  }

  /** As a hash map does. */
  static final class Unsorted extends WrongScan {
    Unsorted(Disk disk) {
      super(disk);
    }

    @Override
    Cursor scan(PersistentByteMap map, KeyRange range, Direction direction) {
      List<Entry> found =
          Entries.all(map).stream()
              .filter(entry -> range.contains(entry.key()))
              .sorted(Comparator.comparing(entry -> Arrays.hashCode(entry.key()) * 31))
              .toList();
      return new ListCursor(found);
    }
  }

  static final class SignedBytes extends WrongScan {
    SignedBytes(Disk disk) {
      super(disk);
    }

    @Override
    Cursor scan(PersistentByteMap map, KeyRange range, Direction direction) {
      return Entries.scan(map, range, direction, Arrays::compare);
    }
  }

  static final class LongerFirst extends WrongScan {
    LongerFirst(Disk disk) {
      super(disk);
    }

    private static int compare(byte[] a, byte[] b) {
      int common = Math.min(a.length, b.length);
      int order = Arrays.compareUnsigned(a, 0, common, b, 0, common);
      return order != 0 ? order : Integer.compare(b.length, a.length);
    }

    @Override
    Cursor scan(PersistentByteMap map, KeyRange range, Direction direction) {
      return Entries.scan(map, range, direction, LongerFirst::compare);
    }
  }

  static final class IncludesTheEnd extends WrongScan {
    private final Direction wrong;

    IncludesTheEnd(Disk disk, Direction wrong) {
      super(disk);
      this.wrong = wrong;
    }

    @Override
    Cursor scan(PersistentByteMap map, KeyRange range, Direction direction) {
      byte[] behind = Arrays.copyOf(range.to(), range.to().length + 1);
      return map.cursor(direction == wrong ? new KeyRange(range.from(), behind) : range, direction);
    }
  }

  static final class ExcludesTheStart extends WrongScan {
    ExcludesTheStart(Disk disk) {
      super(disk);
    }

    @Override
    Cursor scan(PersistentByteMap map, KeyRange range, Direction direction) {
      byte[] behind = Arrays.copyOf(range.from(), range.from().length + 1);
      return map.cursor(new KeyRange(behind, range.to()), direction);
    }
  }

  static final class MissesTheLastBackward extends WrongScan {
    MissesTheLastBackward(Disk disk) {
      super(disk);
    }

    @Override
    Cursor scan(PersistentByteMap map, KeyRange range, Direction direction) {
      Cursor cursor = map.cursor(range, direction);
      if (direction == Direction.BACKWARD && cursor.next()) {
        byte[] last = cursor.key();
        return map.cursor(new KeyRange(range.from(), last), direction);
      }
      return cursor;
    }
  }

  /** As an iterator does that is not asked whether it is at its end. */
  static final class StaysOnTheLast extends WrongScan {
    StaysOnTheLast(Disk disk) {
      super(disk);
    }

    @Override
    Cursor scan(PersistentByteMap map, KeyRange range, Direction direction) {
      Cursor honest = map.cursor(range, direction);
      return new Cursor() {
        private byte[] key = {};
        private byte[] value = {};
        private boolean over;

        @Override
        public boolean next() {
          over = !honest.next();
          if (!over) {
            key = honest.key();
            value = honest.value();
          }
          return !over;
        }

        @Override
        public byte[] key() {
          return over ? key : honest.key();
        }

        @Override
        public byte[] value() {
          return over ? value : honest.value();
        }

        @Override
        public void close() {
          honest.close();
        }
      };
    }
  }

  /** What can't be written isn't looked for. */
  static final class FindsNothingFromLongKeys extends WrongScan {
    FindsNothingFromLongKeys(Disk disk) {
      super(disk);
    }

    @Override
    Cursor scan(PersistentByteMap map, KeyRange range, Direction direction) {
      return range.from().length > capabilities().maxKeyBytes()
          ? new ListCursor(List.of())
          : map.cursor(range, direction);
    }
  }
}
