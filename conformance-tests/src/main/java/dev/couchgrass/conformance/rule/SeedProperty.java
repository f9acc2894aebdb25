package dev.couchgrass.conformance.rule;

import java.util.Optional;

/** The system property that makes properties begin with a seed: one that a failure told. */
final class SeedProperty {
  static final String NAME = "couchgrass.seed";

  private SeedProperty() {}

  static Optional<String> value() {
    return Optional.ofNullable(System.getProperty(NAME)).filter(seed -> !seed.isBlank());
  }
}
