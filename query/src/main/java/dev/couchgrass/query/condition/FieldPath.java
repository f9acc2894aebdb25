package dev.couchgrass.query.condition;

import dev.couchgrass.query.error.InvalidSelectorException;
import dev.couchgrass.query.error.InvalidSelectorException.Problem;
import dev.couchgrass.query.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a field stands: names between dots. A backslash takes the meaning of a dot, or of a dollar
 * at the beginning, and goes. In an array, a name is an element's number, counted from 0.
 *
 * @param text as it is written; empty for the value itself
 */
public record FieldPath(String text, List<String> names) {
  private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\)\\.");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  /** Any longer number is no place in an array. */
  private static final int MAX_DIGITS = 9;

  private static final FieldPath EMPTY = new FieldPath("", List.of());

  /**
   * What a path leads to.
   *
   * @param absent whether an object at its end, or on its way, lacks the name: otherwise there was
   *     no way, such as through a number
   */
  record Lookup(Optional<Value> value, boolean absent) {
    private static final Lookup ABSENT = new Lookup(Optional.empty(), true);
    private static final Lookup NO_WAY = new Lookup(Optional.empty(), false);
  }

  public FieldPath {
    names = List.copyOf(names);
  }

  /**
   * Reads a path.
   *
   * @throws InvalidSelectorException if a name is empty
   */
  public static FieldPath parse(String text) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    List<String> names = new ArrayList<>();
    for (String part : SEPARATOR.split(text, -1)) {
      if (part.isEmpty()) {
        throw new InvalidSelectorException(Problem.INVALID_FIELD, text);
      }
      names.add(part.replace("\\", ""));
    }
    return new FieldPath(text, names);
  }

  /** Whether it leads to the value itself. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Whether it is that of a document's id. */
  boolean isId() {
    return text.equals("_id");
  }

  Lookup find(Value root) {
    Value at = root;
    for (String name : names) {
      Optional<Value> below;
      if (at instanceof Value.Members object) {
        below = Optional.ofNullable(object.members().get(name));
        if (below.isEmpty()) {
          return Lookup.ABSENT;
        }
      } else {
        below =
            at instanceof Value.Array array ? element(array.elements(), name) : Optional.empty();
        if (below.isEmpty()) {
          return Lookup.NO_WAY;
        }
      }
      at = below.get();
    }
    return new Lookup(Optional.of(at), false);
  }

  private static Optional<Value> element(List<Value> elements, String name) {
    if (!INTEGER.matcher(name).matches()) {
      return Optional.empty();
    }
    String digits = name.replaceFirst("^\\+?0*(?=[0-9])", "");
    if (digits.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    int position = Integer.parseInt(digits);
    return position >= 0 && position < elements.size()
        ? Optional.of(elements.get(position))
        : Optional.empty();
  }
}
