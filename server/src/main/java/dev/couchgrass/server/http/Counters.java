package dev.couchgrass.server.http;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a server does, since it started. */
public final class Counters {
  private final LongAdder requests = new LongAdder();
  private final LongAdder[] byClass = new LongAdder[6];

  public Counters() {
    for (int i = 0; i < byClass.length; i++) {
      byClass[i] = new LongAdder();
    }
  }

  void began() {
    requests.increment();
  }

  void answered(int status) {
    byClass[Math.min(5, Math.max(0, status / 100))].increment();
  }

  public long requests() {
    return requests.sum();
  }

  /** Answers whose status has this first digit, 1 to 5. */
  public long answers(int firstDigit) {
    return byClass[firstDigit].sum();
  }
}
