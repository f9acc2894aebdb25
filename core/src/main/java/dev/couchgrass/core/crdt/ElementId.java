package dev.couchgrass.core.crdt;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The id of a list's element, written {@code 3-00f1e2d3c4b5a697}.
 *
 * @param rank higher than that of the element after which this one was inserted, and of all that
 *     had been inserted there before
 * @param tag random, to tell elements apart that were inserted in one place at one time
 */
record ElementId(long rank, long tag) implements Comparable<ElementId> {
  /** As many digits as are read. */
  static final long MAX_RANK = 999_999_999_999_999_999L;

  /** Stands before the first element. */
  static final ElementId HEAD = new ElementId(0, 0);

  private static final Pattern FORM = Pattern.compile("0-0{16}|[1-9][0-9]{0,17}-[0-9a-f]{16}");
  private static final HexFormat HEX = HexFormat.of();

  ElementId {
    if (rank < 0 || rank > MAX_RANK) {
      throw new InvalidInputException(
          Problem.TOO_LARGE, "A list can take no more elements in this place");
    }
  }

  /**
   * Reads an id.
   *
   * @throws InvalidInputException if the text has another form
   */
  static ElementId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidInputException(
          Problem.BAD_REQUEST, "A list has an element with a malformed id: ", text);
    }
    int dash = text.indexOf('-');
    return new ElementId(
        Long.parseLong(text.substring(0, dash)),
        HexFormat.fromHexDigitsToLong(text, dash + 1, text.length()));
  }

  @Override
  public int compareTo(ElementId other) {
    int order = Long.compare(rank, other.rank);
    return order != 0 ? order : Long.compareUnsigned(tag, other.tag);
  }

  @Override
  public String toString() {
    return rank + "-" + HEX.toHexDigits(tag);
  }
}
