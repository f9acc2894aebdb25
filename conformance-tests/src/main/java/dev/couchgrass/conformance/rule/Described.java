package dev.couchgrass.conformance.rule;

import java.util.Set;

/** A test that can tell what the store under test says of itself. */
public interface Described {
  /** What it can do, each in a word or two. */
  Set<String> capabilities();
}
