package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import java.util.Optional;

/** Reads what an entry says in a store. */
@FunctionalInterface
public interface DataReader {
  /** The change; empty if it says nothing. What this throws, the state fails with. */
  Optional<Doc> read(Entry entry, String store);
}
