package dev.couchgrass.store.chronicle.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class ReadPaceTest {
  private static final long QUICK = 2_000;
  private static final long SLOW = 5_000_000;

  private final ReadPace pace = new ReadPace();

  @Test
  void nothingWaitsAtFirst() {
    assertFalse(pace.waits());
    pace.took(QUICK);
    assertFalse(pace.waits());
  }

  @Test
  void afterASlowReadSomeAreExpectedToWait() {
    pace.took(SLOW);
    assertEquals(64, quickReadsUntilTrusted());
  }

  @Test
  void theMoreSlowReadsTheLongerTheWaiting() {
    pace.took(SLOW);
    quickReadsUntilTrusted();
    pace.took(SLOW);
    assertEquals(128, quickReadsUntilTrusted());
  }

  @Test
  void aQuickReadThatWasExpectedToBeOneForgivesAll() {
    pace.took(SLOW);
    pace.took(SLOW);
    quickReadsUntilTrusted();
    pace.took(QUICK);
    pace.took(SLOW);
    assertEquals(64, quickReadsUntilTrusted());
  }

  @Test
  void aDiskThatStaysSlowIsTriedNowAndThen() {
    for (int i = 0; i < 100; i++) {
      pace.took(SLOW);
    }
    assertEquals(4096, quickReadsUntilTrusted());
  }

  private int quickReadsUntilTrusted() {
    int reads = 0;
    while (pace.waits()) {
      pace.took(QUICK);
      reads++;
    }
    return reads;
  }
}
