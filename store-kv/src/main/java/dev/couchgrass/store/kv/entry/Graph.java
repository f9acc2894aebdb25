package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries and their links: those of a database, or those of one of its stores.
 *
 * @param database the number of the database
 * @param store the store's name, or empty for the database itself
 */
public record Graph(int database, String store) {
  private static final String WHOLE = "";

  /** The graph of a database itself. */
  public static Graph of(int database) {
    return new Graph(database, WHOLE);
  }

  /** The graphs that an entry of a database takes part in: the database's first. */
  public static List<Graph> of(int database, Entry entry) {
    List<Graph> graphs = new ArrayList<>(entry.subtrees().size() + 1);
    graphs.add(of(database));
    for (Subtree part : entry.subtrees()) {
      graphs.add(new Graph(database, part.name()));
    }
    return graphs;
  }

  /** Whether this is the graph of the database itself. */
  public boolean isWhole() {
    return store.equals(WHOLE);
  }

  public List<Cid> parents(Entry entry) {
    return isWhole() ? entry.parents() : entry.storeParents(store);
  }

  public long height(Entry entry) {
    return isWhole() ? entry.height() : entry.storeHeight(store);
  }

  public Link link(Entry entry) {
    return new Link(height(entry), parents(entry));
  }
}
