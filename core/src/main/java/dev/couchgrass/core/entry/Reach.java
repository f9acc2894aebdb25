package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A walk from some entries up to others: are those among their ancestors, or they themselves?
 *
 * <p>It does not go on from what is as low as the lowest that is looked for, as no ancestor of that
 * is higher.
 */
final class Reach {
  private final Set<Cid> unreached = new HashSet<>();
  private final Set<Cid> missing = new HashSet<>();

  private Reach() {}

  /**
   * Walks.
   *
   * @param links the entries before one, each lower than it
   * @param targets which are known
   */
  static Reach walk(
      Ancestry ancestry,
      Function<Entry, List<Cid>> links,
      Collection<Cid> from,
      Collection<Entry> targets) {
    Reach reach = new Reach();
    targets.forEach(target -> reach.unreached.add(target.id()));
    long lowest = targets.stream().mapToLong(Entry::height).min().orElse(0);
    Set<Cid> seen = new HashSet<>(from);
    Deque<Cid> next = new ArrayDeque<>(seen);
    while (!next.isEmpty() && !reach.unreached.isEmpty()) {
      Cid id = next.remove();
      reach.unreached.remove(id);
      ancestry
          .find(id)
          .ifPresentOrElse(
              entry -> {
                if (entry.height() > lowest) {
                  links.apply(entry).stream().filter(seen::add).forEach(next::add);
                }
              },
              () -> reach.missing.add(id));
    }
    return reach;
  }

  /** Whether some targets are no ancestors, for sure. */
  boolean failed() {
    return !unreached.isEmpty() && missing.isEmpty();
  }

  /** What has to arrive before it is known; empty if it is. */
  Set<Cid> missing() {
    return unreached.isEmpty() ? Set.of() : missing;
  }
}
