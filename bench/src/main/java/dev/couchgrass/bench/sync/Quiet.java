package dev.couchgrass.bench.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits for what a process does in the background, and never longer than a minute. */
final class Quiet {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int LOOKS = 240;
  private static final int BUSY = 10;

  private Quiet() {}

  /** Until a process uses less than a tenth of a core. */
  static void await(Supplier<Duration> processorTime) throws IOException {
    Duration before = processorTime.get();
    for (int i = 0; i < LOOKS; i++) {
      pause();
      Duration now = processorTime.get();
      if (now.minus(before).multipliedBy(BUSY).compareTo(LOOK) < 0) {
        return;
      }
      before = now;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a server came to rest", e);
    }
  }
}
