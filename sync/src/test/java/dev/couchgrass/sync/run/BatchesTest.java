package dev.couchgrass.sync.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.run.Batches.Batch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final int WORKERS = 2;

  private final Batches batches = new Batches();

  private static UpdateSequence sequence(int number) {
    return new UpdateSequence(String.valueOf(number));
  }

  @Test
  void noteworthyIsWhatAllBeforeHaveEnded() {
    Batch first = batches.begin(sequence(1));
    Batch second = batches.begin(sequence(2));
    assertEquals(Optional.empty(), batches.end(second));
    assertEquals(Optional.of(sequence(2)), batches.end(first));
  }

  @Test
  void asManyAreUnderWayAsThereAreWorkers() {
    batches.begin(sequence(1));
    assertFalse(batches.full(WORKERS));
    Batch second = batches.begin(sequence(2));
    assertTrue(batches.full(WORKERS));
    batches.end(second);
    assertFalse(batches.full(WORKERS));
  }

  @Test
  void nothingAfterOneThatHasFailedIsNoteworthy() {
    Batch first = batches.begin(sequence(1));
    batches.begin(sequence(2));
    Batch third = batches.begin(sequence(3));
    batches.fail();
    assertEquals(Optional.of(sequence(1)), batches.end(first));
    assertEquals(Optional.empty(), batches.end(third));
    assertEquals(0, batches.underWay());
  }

  /** All that is ahead of a note would be done again. */
  @Test
  void aSlowOneHoldsUpTheOthersInTheEnd() {
    Batch slow = batches.begin(sequence(0));
    int ahead = 0;
    while (!batches.full(WORKERS) && ahead < 100) {
      batches.end(batches.begin(sequence(++ahead)));
    }
    assertEquals(15, ahead);
    assertEquals(Optional.of(sequence(ahead)), batches.end(slow));
    assertFalse(batches.full(WORKERS));
  }
}
