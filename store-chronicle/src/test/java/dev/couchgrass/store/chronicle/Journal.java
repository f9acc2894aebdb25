package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.couchgrass.store.chronicle.log.LogFailedException;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.error.StoreException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was handed to an engine, in order, and what became of it: the model beside it. Every batch
 * has a key of its own, which is never written again, so that a store says itself which batches it
 * has.
 */
final class Journal {
  private static final KeyRange EVERYTHING = new KeyRange(new byte[0], new byte[] {(byte) 0xff});
  private static final byte MARK = 1;

  private enum State {
    /** Whether it is there, nobody knows. */
    UNKNOWN,
    /** It is there, but may be lost with the machine's power. */
    VISIBLE,
    /** It is there for good. */
    SAFE,
    /** It must not be there. */
    ABSENT
  }

  private static final class Handed {
    private final Batch batch;
    private State state = State.UNKNOWN;

    Handed(Batch batch) {
      this.batch = batch;
    }
  }

  private final List<Handed> all = new ArrayList<>();

  /** Whether the engine has said that it refuses every write. */
  private boolean refuses;

  static byte[] mark(int number) {
    return ByteBuffer.allocate(5).put(MARK).putInt(number).array();
  }

  /** The number of the next batch, which has to set its mark. */
  int next() {
    return all.size();
  }

  /** To be called before a batch is handed in. */
  void handedIn(Batch batch) {
    all.add(new Handed(batch));
  }

  void acknowledged(int number, boolean safe) {
    assertFalse(refuses, "Acknowledged by an engine that refuses writes");
    all.get(number).state = safe ? State.SAFE : State.VISIBLE;
  }

  /** A write that failed is not there, unless the log has failed over it. */
  void failed(int number, Throwable failure) {
    Throwable cause = failure instanceof StoreException told ? told.getCause() : failure;
    boolean logFailed = cause instanceof LogFailedException;
    boolean unknown = logFailed || cause.getSuppressed().length > 0;
    all.get(number).state = unknown ? State.UNKNOWN : State.ABSENT;
    refuses |= logFailed;
  }

  /** What was acknowledged up to now is on disk when something under way is done. */
  Runnable safeThen() {
    List<Handed> visible = all.stream().filter(handed -> handed.state == State.VISIBLE).toList();
    return () -> visible.forEach(handed -> handed.state = State.SAFE);
  }

  /** An open engine, of which nothing is under way, shows what was acknowledged, nothing else. */
  void requireVisible(Snapshot snapshot) {
    List<Integer> marks = marks(snapshot);
    for (int number = 0; number < all.size(); number++) {
      State state = all.get(number).state;
      boolean there = state == State.VISIBLE || state == State.SAFE;
      assertEquals(there, marks.contains(number), () -> "Visible though " + state);
    }
    requireContents(snapshot, marks);
  }

  /** After an open: settles what nobody knew. */
  void requireRecovered(Snapshot snapshot, boolean powerWasCut) {
    refuses = false;
    List<Integer> marks = marks(snapshot);
    int missing = -1;
    for (int number = 0; number < all.size(); number++) {
      Handed handed = all.get(number);
      boolean there = marks.contains(number);
      if (there && handed.state == State.ABSENT) {
        fail("Batch " + number + " had failed, or was lost, and is there");
      }
      if (there && missing >= 0) {
        fail("Batch " + number + " is there, and " + missing + " before it is not");
      }
      if (!there
          && (handed.state == State.SAFE || (handed.state == State.VISIBLE && !powerWasCut))) {
        fail("Batch " + number + " was acknowledged, and is not there");
      }
      if (!there && handed.state != State.ABSENT) {
        missing = number;
      }
      handed.state = there ? State.SAFE : State.ABSENT;
    }
    requireContents(snapshot, marks);
  }

  private static List<Integer> marks(Snapshot snapshot) {
    List<Integer> marks = new ArrayList<>();
    try (Cursor cursor = snapshot.scan(KeyRange.prefix(new byte[] {MARK}), Direction.FORWARD)) {
      while (cursor.next()) {
        marks.add(ByteBuffer.wrap(cursor.key()).getInt(1));
      }
    }
    return marks;
  }

  private void requireContents(Snapshot snapshot, List<Integer> marks) {
    NavigableMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
    for (int number : marks) {
      for (Batch.Change change : all.get(number).batch.changes()) {
        change
            .value()
            .ifPresentOrElse(
                value -> expected.put(change.key(), value), () -> expected.remove(change.key()));
      }
    }
    requireScan(expected, snapshot, Direction.FORWARD);
    requireScan(expected.descendingMap(), snapshot, Direction.BACKWARD);
    int rank = 0;
    for (byte[] key : expected.keySet()) {
      assertEquals(rank, snapshot.rank(key).orElseThrow());
      if (rank++ % 3 == 0) {
        assertArrayEquals(expected.get(key), snapshot.get(key).orElse(null));
      }
      assertTrue(snapshot.get(Arrays.copyOf(key, key.length + 1)).isEmpty());
    }
  }

  private static void requireScan(
      NavigableMap<byte[], byte[]> expected, Snapshot snapshot, Direction direction) {
    try (Cursor cursor = snapshot.scan(EVERYTHING, direction)) {
      expected.forEach(
          (key, value) -> {
            assertTrue(cursor.next());
            assertArrayEquals(key, cursor.key());
            assertArrayEquals(value, cursor.value());
          });
      assertFalse(cursor.next());
    }
  }

  /** The same model once more, to go on with another fate. */
  Journal copy() {
    Journal copy = new Journal();
    for (Handed handed : all) {
      copy.handedIn(handed.batch);
      copy.all.get(copy.all.size() - 1).state = handed.state;
    }
    return copy;
  }
}
