package dev.couchgrass.conformance.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Closing, what may be done afterwards, and what is there when an engine is opened again. */
public abstract class LifecycleConformance extends EngineFixture {
  protected LifecycleConformance(EngineHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("ENG-18")
  @Tag("ENG-20")
  void nothingGoesOnAfterClose() {
    commit(put(1, 1));
    Snapshot snapshot = engine.snapshot();
    Cursor cursor = snapshot.scan(EVERYTHING, Direction.FORWARD);
    await(engine.flush());
    Future<Void> first = engine.close();
    assertDoesNotThrow(() -> await(engine.close()), "while the first may be under way");
    await(first);
    assertDoesNotThrow(() -> await(engine.close()));
    assertThrows(IllegalStateException.class, engine::snapshot);
    assertThrows(IllegalStateException.class, () -> engine.commit(put(1, 1)));
    assertThrows(IllegalStateException.class, engine::flush);
    cursor.close();
    snapshot.close();
    snapshot.close();
    assertThrows(IllegalStateException.class, () -> snapshot.get(key(1)));
  }

  @Test
  void promisesStayTheSame() {
    EngineCapabilities promised = engine.capabilities();
    commit(put(1, 1));
    assertEquals(promised, engine.capabilities());
  }

  @Test
  @Tag("ENG-18")
  void whatWasHandedInBeforeClosingIsDone() throws IOException {
    List<Future<Void>> commits = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      commits.add(engine.commit(put(i, i)));
    }
    Future<Void> closed = engine.close();
    commits.forEach(EngineFixture::await);
    await(closed);
    reopen();
    assertEquals(500, keys(EVERYTHING, Direction.FORWARD).size());
  }

  @Test
  @Tag("ENG-6")
  @Tag("ENG-18")
  void everythingIsThereAgain() throws IOException {
    fill(1);
    reopen();
    assertFilled(1);
    fill(2);
    reopen();
    reopen();
    assertFilled(2);
    commit(put(9_999, 1));
    assertValue(key(1), get(key(9_999)));
  }

  /** A crash at a moment at which no commit is under way. */
  @Test
  @Tag("ENG-6")
  void whatWasAcknowledgedOutlivesACrash() throws IOException {
    if (engine.capabilities().durability() == Durability.NONE) {
      throw new TestAbortedException("The engine says that nothing outlives it");
    }
    fill(1);
    crash();
    assertFilled(1);
    fill(2);
    await(engine.flush());
    crash();
    assertFilled(2);
    reopen();
    assertFilled(2);
  }

  /** Keys in three states: written once, written again and again, deleted; one of this round. */
  private void fill(int round) {
    for (int i = 0; i < 300; i++) {
      Batch.Builder batch = Batch.builder();
      batch.put(key(i), new byte[200 + i]).put(key(5_000), key(i * round));
      batch.put(key(1_000 + i), key(i)).put(key(6_000 + i), new byte[i == 7 ? 300_000 : 0]);
      batch.delete(key(1_000 + i - 3));
      commit(batch.build());
    }
    commit(put(8_000 + round, round));
  }

  private void assertFilled(int round) {
    for (int each = 1; each <= round; each++) {
      assertValue(key(each), get(key(8_000 + each)));
    }
    assertEquals(300 + 3 + 1 + 300 + round, keys(EVERYTHING, Direction.FORWARD).size());
    assertEquals(300 + 3 + 1 + 300 + round, keys(EVERYTHING, Direction.BACKWARD).size());
    for (int i = 0; i < 300; i++) {
      assertEquals(200 + i, get(key(i)).orElseThrow().length);
      assertEquals(i == 7 ? 300_000 : 0, get(key(6_000 + i)).orElseThrow().length);
      assertEquals(i >= 297, get(key(1_000 + i)).isPresent());
    }
    assertValue(key(299 * round), get(key(5_000)));
    assertFalse(get(key(7_000)).isPresent());
    assertTrue(get(new byte[] {0}).isEmpty());
  }
}
