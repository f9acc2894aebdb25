package dev.couchgrass.bench.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What a server did under load, in several rounds. Figures are medians: the machine does other
 * things too.
 */
final class Rounds {
  private static final int CONNECTIONS = 32;

  private final TargetProcess target;
  private final Supplier<byte[]> requests;
  private final List<Round> rounds = new ArrayList<>();

  private record Round(Driver.Outcome outcome, double processorMicros) {}

  Rounds(TargetProcess target, Supplier<byte[]> requests) {
    this.target = target;
    this.requests = requests;
  }

  /** Loads the server, and counts nothing. */
  void warmUp(Duration time) throws IOException {
    load(time);
  }

  /** Loads the server for some time. */
  void add(Duration time) throws IOException {
    Duration before = target.processorTime();
    Driver.Outcome outcome = load(time);
    Duration used = target.processorTime().minus(before);
    rounds.add(new Round(outcome, used.toNanos() / 1e3 / outcome.requests()));
  }

  private Driver.Outcome load(Duration time) throws IOException {
    try (Driver driver = new Driver(target.port(), CONNECTIONS)) {
      return driver.run(requests, time);
    }
  }

  double perSecond() {
    return median(round -> round.outcome().perSecond());
  }

  /** Half of the answers came within so many milliseconds. */
  double medianMillis() {
    return median(round -> round.outcome().median() / 1e6);
  }

  /** 99 of 100 answers came within so many milliseconds. */
  double worstOfHundredMillis() {
    return median(round -> round.outcome().worstOfHundred() / 1e6);
  }

  /** The processor time that the server took for a request, of all its threads. */
  double processorMicros() {
    return median(Round::processorMicros);
  }

  private double median(ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
