package dev.couchgrass.bench.sync;

import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.result.ReplicationCounts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Replicates from a source to a new target, time and again. */
final class Copying {
  private final Replicator replicator;
  private final Route.Ends ends;
  private final CallCount calls = new CallCount();
  private int made;

  Copying(Vertx vertx, Route.Ends ends) {
    this.replicator = new Replicator(vertx);
    this.ends = ends;
  }

  /** Another way to copy, for comparison. */
  @FunctionalInterface
  interface Way {
    void copy(Held source, Held target, long revisions);
  }

  /**
   * What a round took.
   *
   * @param seconds of time
   * @param processor seconds of processor time, of all threads of both processes
   */
  record Taken(double seconds, double processor) {
    static double medianSeconds(List<Taken> rounds) {
      return Throughput.median(rounds.stream().map(Taken::seconds).toList());
    }

    static double medianProcessor(List<Taken> rounds) {
      return Throughput.median(rounds.stream().map(Taken::processor).toList());
    }
  }

  /** Copies a number of times, each time to a new target. */
  List<Taken> rounds(Held source, long revisions, int rounds, Way way) throws IOException {
    List<Taken> taken = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Held target = target();
      Duration before = ends.processorTime();
      long start = System.nanoTime();
      way.copy(source, target, revisions);
      double seconds = Throughput.seconds(start);
      taken.add(new Taken(seconds, ends.processorTime().minus(before).toMillis() / 1e3));
      target.remove();
    }
    return taken;
  }

  /** A new, empty target. */
  Held target() throws IOException {
    return ends.target().make("target" + made++);
  }

  /** Replicates, and makes sure that so many revisions were written. */
  void replicate(Held source, Held target, long revisions) {
    ReplicationCounts counts =
        replicator
            .start(source.endpoint(calls), target.endpoint(calls), ReplicationOptions.DEFAULTS)
            .result()
            .await()
            .counts();
    if (counts.written() != revisions || counts.read() != revisions) {
      throw new IllegalStateException("Not everything arrived: " + counts);
    }
  }

  /** Calls of stores so far. */
  long calls() {
    return calls.calls();
  }
}
