package dev.couchgrass.store.engine.map;

/** A node of the tree. Never changes once it is built; plain arrays, so that an entry is cheap. */
sealed interface Node permits Leaf, Inner {
  /** The keys of the entries, or the smallest key beneath each child. */
  SortedKeys keys();

  /** What the entries in it and beneath it weigh. */
  long weight();

  /** How many entries or children it has of its own. */
  default int width() {
    return keys().size();
  }
}
