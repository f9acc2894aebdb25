package dev.couchgrass.bench.run;

import java.time.Duration;
import java.util.List;

/**
 * How much time a run takes.
 *
 * @param sizes of databases, in documents
 * @param warmups how often a benchmark is run before it counts
 * @param measurements how often it counts
 * @param iteration how long each of these takes
 * @param request how long each kind of HTTP request is measured
 */
record Effort(
    List<Integer> sizes, int warmups, int measurements, Duration iteration, Duration request) {
  static final Effort FULL =
      new Effort(List.of(10_000, 1_000_000), 4, 5, Duration.ofSeconds(2), Duration.ofSeconds(10));

  /** Sees whether everything runs, and roughly how fast. */
  static final Effort QUICK =
      new Effort(List.of(10_000, 100_000), 2, 3, Duration.ofSeconds(1), Duration.ofSeconds(2));
}
