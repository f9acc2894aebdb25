package dev.couchgrass.core.crdt;

import java.util.Arrays;

/**
 * The order of a list's elements, which follows from their positions alone.
 *
 * <p>They are a tree, walked from the head: each element is followed by those that were inserted
 * after it, the highest id first, each with all of its own. So the latest insertion in a place
 * comes first there, and what one replica inserts in a row stays together.
 *
 * <p>An element whose predecessor is not there counts as inserted at the head: so it is when a list
 * was replaced by one replica while another one inserted. Of elements with one id, which only a
 * forger makes, the first counts.
 */
final class ListOrder {
  private static final int NONE = -1;

  private final Members<Position> elements;

  /** What follows the head, in the same arrays as what follows the elements. */
  private final int head;

  /** The highest of the elements after each. */
  private final int[] first;

  /** The next lower of the elements that come after the same one. */
  private final int[] next;

  /** The places of the elements among the members, in the list's order, without tombstones. */
  private final int[] living;

  ListOrder(Members<Position> elements) {
    this.elements = elements;
    this.head = elements.size();
    this.first = new int[head + 1];
    this.next = new int[head];
    Arrays.fill(first, NONE);
    for (int i = 0; i < head; i++) {
      if (!repeats(i)) {
        int predecessor = follows(i) ? i - 1 : find(elements.key(i).after());
        next[i] = first[predecessor];
        first[predecessor] = i;
      }
    }
    this.living = walk();
  }

  private boolean repeats(int index) {
    return index > 0 && elements.key(index).id().equals(elements.key(index - 1).id());
  }

  /** Whether an element comes after that of the next lower id, as within a row: a short way. */
  private boolean follows(int index) {
    return index > 0
        && !repeats(index - 1)
        && elements.key(index).after().equals(elements.key(index - 1).id());
  }

  /** The place of an element among the members; that of the head if it is not there. */
  private int find(ElementId id) {
    if (id.rank() == 0) {
      return head;
    }
    int place = elements.ceiling(new Position(id, ElementId.HEAD));
    return place < head && elements.key(place).id().equals(id) ? place : head;
  }

  private int[] walk() {
    int[] places = new int[elements.living()];
    int count = 0;
    // A list that only grew at its end is as deep as it is long: hence no recursion.
    int[] open = new int[head + 1];
    int opened = 0;
    open[opened++] = first[head];
    while (opened > 0) {
      int place = open[--opened];
      if (place != NONE) {
        if (elements.value(place) != Tombstone.TOMBSTONE) {
          places[count++] = place;
        }
        open[opened++] = next[place];
        open[opened++] = first[place];
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** How many elements there are that are no tombstones. */
  int size() {
    return living.length;
  }

  /** Where the element that is the {@code index}th in the list stands among the members. */
  int place(int index) {
    return living[index];
  }

  /** A rank that puts an element right after {@code predecessor}, before all that follow it. */
  long nextRank(ElementId predecessor) {
    int highest = first[find(predecessor)];
    return 1 + (highest == NONE ? predecessor.rank() : elements.key(highest).id().rank());
  }
}
