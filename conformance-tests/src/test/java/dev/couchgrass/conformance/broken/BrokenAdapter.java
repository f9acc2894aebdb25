package dev.couchgrass.conformance.broken;

import java.util.Locale;

/** An engine or a store that is wrong in one point, which a rule forbids. */
public interface BrokenAdapter {
  /** As a constant is written. */
  String name();

  /** The id of the rule that it breaks. */
  String rule();

  /** What it does, in a few words that follow its title. */
  String fault();

  /** Puts it under test, instead of what was there before. */
  void install();

  /** Its name as it is read. */
  default String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
