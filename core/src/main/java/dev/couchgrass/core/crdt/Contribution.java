package dev.couchgrass.core.crdt;

import java.util.Collection;
import java.util.TreeSet;

/**
 * What one entry contributes to the state of a store, and where it stands in the order in which
 * contributions are merged: by height, then by id.
 *
 * <p>An entry is higher than all that it descends from, so each change comes after those that it
 * was made upon. Between entries that do not know of each other, the order is arbitrary, and the
 * same on all replicas.
 *
 * @param <I> ids of entries, whose order must be that of their bytes, unsigned
 * @param height at least 0
 */
public record Contribution<I extends Comparable<? super I>>(long height, I id, Doc data)
    implements Comparable<Contribution<I>> {
  /**
   * @throws IllegalArgumentException if the height is negative
   */
  public Contribution {
    if (height < 0) {
      throw new IllegalArgumentException("height must not be negative");
    }
  }

  /**
   * The state that contributions make, in whatever order they are given; one that is given several
   * times counts once. None give {@link Doc#EMPTY}.
   *
   * <p>A state that is known up to some point of the order can stand for all up to there: {@code
   * known.merge(Contribution.state(rest))}.
   */
  public static <I extends Comparable<? super I>> Doc state(
      Collection<Contribution<I>> contributions) {
    return Doc.fold(new TreeSet<>(contributions).stream().map(Contribution::data).toList());
  }

  @Override
  public int compareTo(Contribution<I> other) {
    int order = Long.compare(height, other.height);
    return order != 0 ? order : id.compareTo(other.id);
  }
}
