package dev.couchgrass.conformance.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot.Direction;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is there after a commit that failed: nothing of it. */
public abstract class FailuresConformance extends EngineFixture {
  protected FailuresConformance(EngineHome.Source homes) {
    super(homes);
  }

  private static Batch refused() {
    Batch.Builder batch = Batch.builder().delete(key(1));
    for (int i = 100; i < 200; i++) {
      batch.put(key(i), key(i));
    }
    return batch.build();
  }

  private void assertNothingOfIt() {
    List<String> untouched = new ArrayList<>(keys(EVERYTHING, Direction.FORWARD));
    untouched.remove("00000002");
    assertEquals(List.of("00000001"), untouched);
    assertValue(key(1), get(key(1)));
  }

  private boolean takes(Batch batch) {
    Future<Void> taken = Future.succeededFuture().compose(now -> engine.commit(batch));
    return await(taken.transform(Future::succeededFuture)).succeeded();
  }

  /**
   * An engine may refuse everything after a failure until it is opened again: then what failed must
   * not be there.
   */
  @Test
  @Tag("ENG-4")
  @Tag("ENG-7")
  void whatFailsLeavesNothingThenOrLater() throws IOException {
    commit(put(1, 1));
    refuseWrites(true);
    assertThrows(Exception.class, () -> commit(refused()));
    assertNothingOfIt();
    assertThrows(Exception.class, () -> commit(refused()), "nor is it taken the second time");
    assertNothingOfIt();
    refuseWrites(false);
    boolean goesOn = takes(put(2, 2));
    assertNothingOfIt();
    reopen();
    assertNothingOfIt();
    assertTrue(!goesOn || get(key(2)).isPresent(), "what was acknowledged is there");
    commit(put(2, 2));
    assertNothingOfIt();
    assertValue(key(2), get(key(2)));
  }
}
