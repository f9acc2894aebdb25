package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the changes of a database's settings build on each other. As each has its pin as its parents,
 * and its parents are all the changes that it descends from, this tells what an entry knows of the
 * settings.
 *
 * <p>Changes are numbered as they come, parents first. What one descends from is a run of numbers
 * from the first on, and bits for the rest: none, where each change builds on all before it.
 */
final class SettingsGraph {
  private final Map<Cid, Integer> numbers = new HashMap<>();

  /** What each change descends from, itself included, by its number. */
  private final List<Numbers> known = new ArrayList<>();

  /** All numbers below one, and some from there on. */
  private record Numbers(int all, BitSet beyond) {
    static final Numbers NONE = new Numbers(0, new BitSet());

    boolean contains(int number) {
      return number < all || beyond.get(number - all);
    }

    Numbers and(Numbers other) {
      Numbers more = all >= other.all ? this : other;
      Numbers less = all >= other.all ? other : this;
      if (less.all + less.beyond.length() <= more.all) {
        return more;
      }
      BitSet bits = less.beyond.get(more.all - less.all, less.beyond.length());
      bits.or(more.beyond);
      return new Numbers(more.all, bits).compact();
    }

    Numbers and(int number) {
      if (contains(number)) {
        return this;
      }
      BitSet bits = (BitSet) beyond.clone();
      bits.set(number - all);
      return new Numbers(all, bits).compact();
    }

    private Numbers compact() {
      int run = beyond.nextClearBit(0);
      return run == 0
          ? this
          : new Numbers(all + run, beyond.get(run, Math.max(run, beyond.length())));
    }
  }

  /** Some changes, and all that they descend from. */
  final class Known {
    private final Numbers numbers;

    private Known(Numbers numbers) {
      this.numbers = numbers;
    }

    /** Whether a change is among these. */
    boolean contains(Cid change) {
      return number(change).filter(numbers::contains).isPresent();
    }

    /** Whether one of some changes is among these. */
    boolean containsAny(Collection<Cid> changes) {
      return changes.stream().anyMatch(this::contains);
    }

    /** Whether all changes are among these that were added so far. */
    boolean isAll() {
      return numbers.all() >= known.size();
    }
  }

  private Optional<Integer> number(Cid change) {
    return Optional.ofNullable(numbers.get(change));
  }

  void add(Entry change) {
    if (!contains(change.id())) {
      int number = known.size();
      known.add(closure(change.storeParents(StoreNames.SETTINGS)).and(number));
      numbers.put(change.id(), number);
    }
  }

  void clear() {
    numbers.clear();
    known.clear();
  }

  boolean contains(Cid id) {
    return numbers.containsKey(id);
  }

  private Numbers closure(Collection<Cid> changes) {
    Numbers all = Numbers.NONE;
    for (Cid change : changes) {
      Optional<Integer> number = number(change);
      if (number.isPresent()) {
        all = all.and(known.get(number.get()));
      }
    }
    return all;
  }

  /** Some changes, and all that they descend from. */
  Known known(Collection<Cid> changes) {
    return new Known(closure(changes));
  }

  /** Whether two changes are, neither knowing the other. */
  boolean areConcurrent(Cid one, Cid other) {
    Optional<Integer> first = number(one);
    Optional<Integer> second = number(other);
    return first.isEmpty()
        || second.isEmpty()
        || !(known.get(first.get()).contains(second.get())
            || known.get(second.get()).contains(first.get()));
  }
}
