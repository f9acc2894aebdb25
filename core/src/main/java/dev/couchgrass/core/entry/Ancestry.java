package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.Optional;

/** What is known of entries that came before. */
@FunctionalInterface
public interface Ancestry {
  /** The entry of an id; empty if it has not arrived. The same id always gives the same entry. */
  Optional<Entry> find(Cid id);
}
