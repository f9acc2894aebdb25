package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import java.util.List;
import java.util.OptionalLong;

/**
 * The moment that a transaction begins at.
 *
 * @param parents the entries that it builds on
 * @param pin the settings that it is written under
 */
record Anchor(List<Entry> parents, Tips pin) {
  Tips moment() {
    return Tips.of(parents.stream().map(Entry::id).toList());
  }

  OptionalLong highest() {
    return parents.stream().mapToLong(Entry::height).max();
  }
}
