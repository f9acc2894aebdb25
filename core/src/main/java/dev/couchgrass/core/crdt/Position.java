package dev.couchgrass.core.crdt;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;

/**
 * Where an element of a list was inserted: its id, and after which other. It never changes, and is
 * as long however the list grows, but for the digits of the ranks.
 *
 * <p>Ordered by id, which is not the order of the elements: that is {@link ListOrder}'s.
 */
record Position(ElementId id, ElementId after) implements Comparable<Position> {
  /**
   * @throws InvalidInputException if the ranks do not ascend: so no element can come after itself,
   *     by however many steps
   */
  Position {
    if (id.rank() <= after.rank()) {
      throw new InvalidInputException(
          Problem.BAD_REQUEST, "A list has an element that precedes itself: ", id.toString());
    }
  }

  @Override
  public int compareTo(Position other) {
    int order = id.compareTo(other.id);
    return order != 0 ? order : after.compareTo(other.after);
  }
}
