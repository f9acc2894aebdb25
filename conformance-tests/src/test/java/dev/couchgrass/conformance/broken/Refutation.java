package dev.couchgrass.conformance.broken;

import dev.couchgrass.conformance.broken.TaggedRun.Ended;
import dev.couchgrass.conformance.rule.Rule;
import java.util.stream.Stream;

/** When a failed test counts: it found something wrong, and says which rule is broken. */
final class Refutation {
  private Refutation() {}

  static boolean of(Ended failed, Rule rule) {
    return failed.failure().filter(it -> names(it, rule) && asserts(it)).isPresent();
  }

  private static boolean names(Throwable failure, Rule rule) {
    String message = String.valueOf(failure.getMessage());
    return message.contains(rule.id() + " (docs/spec/" + rule.page() + "): " + rule.text())
        && message.contains("Check first: ")
        && message.contains(rule.checkFirst().orElseThrow());
  }

  /**
   * Whether the test compared and found a difference: it neither waited for nothing, nor did it
   * stumble over an exception that it had not asked about.
   */
  private static boolean asserts(Throwable failure) {
    return Stream.iterate(failure.getCause(), cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof AssertionError
                    && !String.valueOf(cause.getMessage()).startsWith("A future did not complete"));
  }
}
