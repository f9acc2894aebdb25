package dev.couchgrass.conformance.replication.net;

import java.util.random.RandomGenerator;

/** What calls meet on a line. */
public enum Weather {
  /** All arrive, in their order. */
  CALM(2, 0, 0, 0),
  /** Some take so long that others overtake them. */
  SLOW(5_000, 0, 0, 0),
  /** Some are lost, and of some the answer. */
  LOSSY(50, 8, 8, 0),
  /** Some are made twice, the second time when much else may have happened. */
  DOUBLED(50, 0, 0, 25),
  /** All of that. */
  STORM(3_000, 6, 6, 12),
  /** None arrives. */
  CUT(50, 100, 0, 0);

  private static final int REPEATED_WITHIN = 20_000;

  /** What becomes of a call. */
  enum Fate {
    ARRIVES,
    LOST,
    ANSWER_LOST,
    MADE_TWICE
  }

  /**
   * A call's way.
   *
   * @param there how long it takes to arrive, in milliseconds
   * @param back how long its answer takes
   * @param again how long after it arrived it arrives again, if it does
   */
  record Passage(Fate fate, int there, int back, int again) {}

  private final int latency;
  private final int lost;
  private final int answersLost;
  private final int repeated;

  Weather(int latency, int lost, int answersLost, int repeated) {
    this.latency = latency;
    this.lost = lost;
    this.answersLost = answersLost;
    this.repeated = repeated;
  }

  /** As many numbers are drawn in every weather. */
  Passage passage(RandomGenerator random) {
    int drawn = random.nextInt(100);
    Fate fate = Fate.ARRIVES;
    if (drawn < lost) {
      fate = Fate.LOST;
    } else if (drawn < lost + answersLost) {
      fate = Fate.ANSWER_LOST;
    } else if (drawn < lost + answersLost + repeated) {
      fate = Fate.MADE_TWICE;
    }
    return new Passage(
        fate,
        1 + random.nextInt(latency),
        1 + random.nextInt(latency),
        random.nextInt(REPEATED_WITHIN));
  }
}
