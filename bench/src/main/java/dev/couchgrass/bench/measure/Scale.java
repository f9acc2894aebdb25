package dev.couchgrass.bench.measure;

import java.time.Duration;
import java.util.List;

/**
 * How much a benchmark of the durable store, or of replication, does.
 *
 * @param records in a database
 * @param time how long each thing that has no end is measured
 */
public record Scale(int records, Duration time) {
  public static final Scale FULL = new Scale(1_000_000, Duration.ofSeconds(5));

  /** Sees whether everything runs, and roughly how fast. */
  public static final Scale QUICK = new Scale(100_000, Duration.ofSeconds(1));

  /** As the arguments of a process. */
  public List<String> arguments() {
    return List.of(Integer.toString(records), Long.toString(time.toMillis()));
  }

  /** From the first two arguments of a process. */
  public static Scale of(String... arguments) {
    return new Scale(
        Integer.parseInt(arguments[0]), Duration.ofMillis(Long.parseLong(arguments[1])));
  }
}
