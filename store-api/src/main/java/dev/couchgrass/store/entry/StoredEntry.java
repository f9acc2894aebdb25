package dev.couchgrass.store.entry;

import dev.couchgrass.core.entry.Entry;
import java.util.Objects;

/** An entry that is kept, and what is known of it. */
public record StoredEntry(Entry entry, EntryStatus status) {
  public StoredEntry {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(status);
  }
}
