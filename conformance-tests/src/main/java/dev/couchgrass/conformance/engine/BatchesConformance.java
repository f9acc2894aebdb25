package dev.couchgrass.conformance.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.Snapshot.Direction;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What is written: whole, in order, within limits. */
public abstract class BatchesConformance extends EngineFixture {
  /** Two of the longest values must fit into the heap of a test. */
  private static final int LARGEST = 64 << 20;

  protected BatchesConformance(EngineHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("ENG-2")
  @Tag("ENG-14")
  void anInvalidBatchIsRefusedAtOnceAndWhole() {
    Change low = new Change(key(1), Optional.of(key(1)));
    Change high = new Change(key(2), Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> new Batch(List.of(high, low)));
    assertThrows(IllegalArgumentException.class, () -> new Batch(List.of(low, low)));
    assertThrows(IllegalArgumentException.class, () -> new Change(new byte[0], Optional.empty()));
    byte[] longest = new byte[engine.capabilities().maxKeyBytes()];
    commit(put(longest, key(1)));
    assertValue(key(1), get(longest));
    Batch tooLong =
        Batch.builder().put(key(1), key(1)).put(new byte[longest.length + 1], key(1)).build();
    assertThrows(IllegalArgumentException.class, () -> engine.commit(tooLong));
    assertTrue(get(key(1)).isEmpty());
    commit(put(2, 2));
    assertTrue(get(key(1)).isEmpty(), "nor does it come with the next");
  }

  @Test
  @Tag("ENG-14")
  void aValueBeyondTheLimitIsRefusedAtOnceAndWhole() {
    int limit = engine.capabilities().maxValueBytes();
    if (limit >= 1 << 29) {
      throw new TestAbortedException("A value of the size that is refused fits into no test");
    }
    Batch tooLong = Batch.builder().put(key(1), key(1)).put(key(2), new byte[limit + 1]).build();
    assertThrows(IllegalArgumentException.class, () -> engine.commit(tooLong));
    assertTrue(get(key(1)).isEmpty());
  }

  @Test
  @Tag("ENG-2")
  @Tag("ENG-3")
  void valuesOfEveryLengthComeBack() {
    int largest = Math.min(LARGEST, engine.capabilities().maxValueBytes());
    int[] lengths = {0, 1, 100, 2_000, 4_096, 65_535, 65_536, 65_537, 1 << 20, largest};
    Random random = new Random(lengths.length);
    for (int i = 0; i < lengths.length; i++) {
      byte[] value = new byte[lengths[i]];
      random.nextBytes(value);
      commit(put(key(i), value));
      assertValue(value, get(key(i)));
    }
    for (int i = 0; i < lengths.length; i++) {
      assertEquals(lengths[i], get(key(i)).orElseThrow().length);
    }
  }

  @Test
  @Tag("ENG-1")
  @Tag("ENG-3")
  void longKeysKeepTheirOrder() {
    int length = engine.capabilities().maxKeyBytes();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      byte[] key = new byte[length - i % 2];
      key[length - 2] = (byte) i;
      commit(put(key, key(i)));
      expected.add(java.util.HexFormat.of().formatHex(key));
    }
    assertEquals(expected, keys(EVERYTHING, Direction.FORWARD));
  }

  @Test
  @Tag("ENG-13")
  void deletingWhatIsNotThereIsNoError() {
    Batch both = Batch.builder().delete(key(1)).delete(key(2)).build();
    assertDoesNotThrow(() -> commit(Batch.builder().delete(key(1)).build()));
    commit(put(1, 1));
    commit(put(3, 3));
    assertDoesNotThrow(() -> commit(both));
    assertDoesNotThrow(() -> commit(both), "nor is it the second time");
    assertEquals(List.of("00000003"), keys(EVERYTHING, Direction.FORWARD), "what is next to it");
    commit(Batch.builder().build());
    commit(put(1, 2));
    assertValue(key(2), get(key(1)));
  }

  /** Handed in at once, so that an engine may take many together. */
  @Test
  @Tag("ENG-5")
  void batchesTakeEffectInTheOrderOfTheCalls() {
    List<Future<Void>> commits = new ArrayList<>();
    for (int i = 0; i <= 3_000; i++) {
      Batch.Builder batch = Batch.builder().put(key(0), key(i)).put(key(1 + i % 7), key(i));
      if (i % 3 == 0) {
        batch.delete(key(100));
      } else {
        batch.put(key(100), key(i));
      }
      commits.add(engine.commit(batch.build()));
    }
    commits.forEach(EngineFixture::await);
    assertValue(key(3_000), get(key(0)));
    for (int i = 2_994; i <= 3_000; i++) {
      assertValue(key(i), get(key(1 + i % 7)));
    }
    assertTrue(get(key(100)).isEmpty());
  }

  /** What is large may take another way down, and still comes before what was handed in later. */
  @Test
  @Tag("ENG-5")
  void aSmallBatchDoesNotOvertakeALargeOne() {
    List<Future<Void>> commits = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Batch.Builder large =
          Batch.builder().put(key(i), new byte[65_536]).put(key(1_000 + i), key(i));
      for (int j = 0; j < 30; j++) {
        large.put(key(2_000 + j), new byte[2_000]);
      }
      commits.add(engine.commit(large.build()));
      commits.add(
          engine.commit(Batch.builder().delete(key(i)).put(key(1_000 + i), key(-i)).build()));
    }
    commits.forEach(EngineFixture::await);
    for (int i = 0; i < 200; i++) {
      assertTrue(get(key(i)).isEmpty());
      assertValue(key(-i), get(key(1_000 + i)));
    }
  }

  @Test
  @Tag("ENG-4")
  void aBatchOfManyChangesIsOne() {
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < 50_000; i++) {
      batch.put(key(i), key(-i));
    }
    commit(batch.build());
    assertEquals(50_000, keys(EVERYTHING, Direction.BACKWARD).size());
    Batch.Builder half = Batch.builder();
    for (int i = 0; i < 50_000; i += 2) {
      half.delete(key(i));
    }
    commit(half.build());
    assertEquals(25_000, keys(EVERYTHING, Direction.FORWARD).size());
    assertValue(key(-4_999), get(key(4_999)));
  }
}
