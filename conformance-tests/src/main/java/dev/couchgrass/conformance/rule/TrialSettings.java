package dev.couchgrass.conformance.rule;

import java.util.Optional;

/** System properties that tell how properties are tried. */
final class TrialSettings {
  /** Properties begin with this seed: one that a failure told. */
  static final String SEED = "couchgrass.seed";

  /** Properties are tried so many times as often: a whole number, 1 if it is not set. */
  static final String EFFORT = "couchgrass.effort";

  private TrialSettings() {}

  static Optional<String> seed() {
    return Optional.ofNullable(System.getProperty(SEED)).filter(seed -> !seed.isBlank());
  }

  static String repeat(String seed) {
    return "The seed was " + seed + "; -D" + SEED + "=" + seed + " repeats it.";
  }

  /**
   * How many times as often.
   *
   * @throws IllegalArgumentException if what is set is no number, or less than 1
   */
  static int effort() {
    String value = System.getProperty(EFFORT, "");
    int effort = value.isBlank() ? 1 : Integer.parseInt(value);
    if (effort < 1) {
      throw new IllegalArgumentException("Not at least 1: " + EFFORT + "=" + value);
    }
    return effort;
  }
}
