package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.Arrays;
import java.util.Optional;

/** Engines that have one iterator beneath for more than one reader, or stop where it stops. */
final class WrongCursors {
  /** Above every key of a test. */
  private static final byte[] END = {-1, -1, -1, -1, -1, -1, -1, -1};

  private WrongCursors() {}

  /** One iterator for all cursors of a snapshot, and perhaps for its look-ups. */
  private static class OneIterator extends MapSnapshot {
    Optional<Cursor> iterator = Optional.empty();

    OneIterator(PersistentByteMap map) {
      super(map);
    }

    @Override
    public Cursor scan(KeyRange range, Direction direction) {
      iterator = Optional.of(super.scan(range, direction));
      return new Cursor() {
        @Override
        public boolean next() {
          return iterator.orElseThrow().next();
        }

        @Override
        public byte[] key() {
          return iterator.orElseThrow().key();
        }

        @Override
        public byte[] value() {
          return iterator.orElseThrow().value();
        }

        @Override
        public void close() {}
      };
    }
  }

  static final class OneForAllScans extends ReferenceEngine {
    OneForAllScans(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new OneIterator(newest());
    }
  }

  /** A look-up seeks, with what a scan walks on. */
  static final class OneForLookUps extends ReferenceEngine {
    OneForLookUps(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        private Optional<KeyRange> sought = Optional.empty();

        @Override
        public Optional<byte[]> get(byte[] key) {
          sought = Optional.of(new KeyRange(key, END));
          return super.get(key);
        }

        @Override
        public Cursor scan(KeyRange range, Direction direction) {
          Cursor walked = super.scan(range, direction);
          sought = Optional.empty();
          return new Cursor() {
            private Cursor at = walked;

            @Override
            public boolean next() {
              sought.ifPresent(elsewhere -> at = map().cursor(elsewhere, Direction.FORWARD));
              sought = Optional.empty();
              return at.next();
            }

            @Override
            public byte[] key() {
              return at.key();
            }

            @Override
            public byte[] value() {
              return at.value();
            }

            @Override
            public void close() {
              at.close();
            }
          };
        }
      };
    }
  }

  /** Seeks a key, and takes what the iterator then stands on, as long as it begins the same. */
  static final class NextKeyInstead extends ReferenceEngine {
    NextKeyInstead(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        public Optional<byte[]> get(byte[] key) {
          try (Cursor cursor = scan(new KeyRange(key, END), Direction.FORWARD)) {
            boolean found = cursor.next() && Arrays.mismatch(key, cursor.key()) == key.length;
            return found ? Optional.of(cursor.value()) : super.get(key);
          }
        }
      };
    }
  }

  /** The array of the value before is used again where it has the right length. */
  static final class ReusesValues extends ReferenceEngine {
    ReusesValues(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        private byte[] buffer = {};

        @Override
        public Optional<byte[]> get(byte[] key) {
          return super.get(key).map(this::copied);
        }

        private byte[] copied(byte[] value) {
          if (buffer.length != value.length) {
            buffer = new byte[value.length];
          }
          System.arraycopy(value, 0, buffer, 0, value.length);
          return buffer;
        }
      };
    }
  }
}
