package dev.couchgrass.conformance.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The entries that trials are made of: two databases with branches side by side, stores that begin
 * once or several times, and a few entries that nobody may accept.
 *
 * <p>In each store, the parents of a sound entry are exactly the tips of that store among its
 * ancestors.
 */
final class EntryPool {
  /** The store whose heights are its own, and lower than the entries'. */
  private static final String OWN_HEIGHTS = "c";

  static final List<String> STORES = List.of("_settings", "a", "b", OWN_HEIGHTS, "nothing");

  /** The first of them begin a database each. */
  static final List<Entry> ALL = make();

  /** The one that the store would accept, and whoever verifies entries does not. */
  private static final int UNSOUND = 20;

  private EntryPool() {}

  static Entry get(int number) {
    return ALL.get(Math.floorMod(number, ALL.size()));
  }

  /** Whether it is left to the store to accept it or not. */
  static boolean maySettle(int number) {
    return Math.floorMod(number, ALL.size()) != UNSOUND;
  }

  private static List<Entry> make() {
    Growth one = new Growth(Draft.root(1).in("a").sign());
    Growth two = new Growth(Draft.root(2).in("b").sign());
    List<Entry> all = new ArrayList<>(List.of(one.root, two.root));
    Entry e1 = one.grow(all, List.of(one.root), "a");
    Entry e2 = one.grow(all, List.of(one.root), "a", "b");
    Entry e3 = one.grow(all, List.of(one.root), "b");
    Entry e4 = one.grow(all, List.of(e1, e2), "a");
    Entry e5 = one.grow(all, List.of(e2, e3), "b");
    Entry e6 = one.grow(all, List.of(e1), OWN_HEIGHTS);
    Entry e7 = one.grow(all, List.of(e4, e5), "a", "b");
    Entry e8 = one.grow(all, List.of(e4), "a", "b");
    Entry e9 = one.grow(all, List.of(e6), "a");
    Entry e10 = one.grow(all, List.of(e7, e8), "a", "b");
    Entry e11 = one.grow(all, List.of(e9, e10), "a", OWN_HEIGHTS);
    Entry e12 = one.grow(all, List.of(e8), OWN_HEIGHTS);
    Entry e13 = one.grow(all, List.of(e12));
    one.grow(all, List.of(e11, e13), "a", "b", OWN_HEIGHTS);
    Entry f1 = two.grow(all, List.of(two.root), "a", "b");
    Entry f2 = two.grow(all, List.of(two.root), "b");
    two.grow(all, List.of(f1, f2), "_settings", "a", "b");
    two.grow(all, List.of(f2), "b");
    // Whoever verifies refuses these, and the store accepts none of the last three.
    all.add(Draft.of(one.root, e7).in("a", e1).sign());
    all.add(Draft.of(one.root, e6).in("b", e1).sign());
    all.add(Draft.of(one.root, f1).in("a", f1).sign());
    Entry never = Draft.of(one.root, e4).entropy(9).sign();
    all.add(Draft.of(one.root, e5, never).in("b", e5).sign());
    return List.copyOf(all);
  }

  /** A database, as it grows. */
  private static final class Growth {
    private final Entry root;
    private final Map<Cid, Entry> entries = new TreeMap<>();
    private int grown;

    Growth(Entry root) {
      this.root = root;
      entries.put(root.id(), root);
    }

    Entry grow(List<Entry> all, List<Entry> parents, String... stores) {
      grown++;
      EntryModel below = new EntryModel();
      entries.values().forEach(below::put);
      Draft draft = Draft.of(root, parents.toArray(Entry[]::new)).entropy(grown);
      if (grown % 6 == 0) {
        draft.height(100 + grown);
      }
      for (String store : stores) {
        Entry[] tips =
            below.tipsAt(root.id(), store, parents.stream().map(Entry::id).toList()).stream()
                .map(entries::get)
                .toArray(Entry[]::new);
        draft.in(store, ownHeight(store, tips), tips);
      }
      Entry made = draft.sign();
      entries.put(made.id(), made);
      all.add(made);
      return made;
    }

    private static OptionalLong ownHeight(String store, Entry[] parents) {
      return store.equals(OWN_HEIGHTS)
          ? OptionalLong.of(
              Stream.of(parents).mapToLong(parent -> parent.storeHeight(store)).max().orElse(-1)
                  + 1)
          : OptionalLong.empty();
    }
  }
}
