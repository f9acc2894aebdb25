package dev.couchgrass.core.crdt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The way from a document to a value within it, by names of documents and places in lists.
 *
 * <pre>{@code
 * Path.of("tasks").at(0).then("title")
 * }</pre>
 *
 * <p>Each name is one step, whatever characters it has: nothing is split at dots.
 */
public record Path(List<Step> steps) {
  /** The way that goes nowhere: to the document itself. */
  public static final Path ROOT = new Path(List.of());

  /** One step on the way. */
  public sealed interface Step permits Name, Place {}

  /** To the value of a document's name. */
  public record Name(String name) implements Step {}

  /** To the element of a list that stands at a place, the first being at 0. */
  public record Place(int index) implements Step {
    /**
     * @throws IndexOutOfBoundsException if the index is negative
     */
    public Place {
      if (index < 0) {
        throw new IndexOutOfBoundsException(index);
      }
    }
  }

  public Path {
    steps = List.copyOf(steps);
  }

  /** A way by names alone. */
  public static Path of(String... names) {
    return new Path(Arrays.stream(names).map(Name::new).map(Step.class::cast).toList());
  }

  /** This way, and on to the value of a name. */
  public Path then(String name) {
    return and(new Name(name));
  }

  /** This way, and on to the element at a place. */
  public Path at(int index) {
    return and(new Place(index));
  }

  private Path and(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Path(longer);
  }

  /** Whether it leads through a list. */
  boolean hasPlace() {
    return steps.stream().anyMatch(Place.class::isInstance);
  }

  /** Where this leads to from a value. */
  Optional<Value> in(Value root) {
    Optional<Value> here = Optional.of(root);
    for (Step step : steps) {
      here = here.flatMap(value -> next(value, step));
    }
    return here;
  }

  private static Optional<Value> next(Value value, Step step) {
    if (step instanceof Name name && value instanceof Doc document) {
      return document.get(name.name());
    }
    if (step instanceof Place place && value instanceof DocList list) {
      return list.find(place.index());
    }
    return Optional.empty();
  }

  /**
   * The change of {@code root} that brings {@code change} over the value to which this leads.
   *
   * @throws IndexOutOfBoundsException if a step leads to a place that the list does not have
   */
  Value around(Value root, Value change) {
    return around(Optional.of(root), 0, change);
  }

  private Value around(Optional<Value> here, int from, Value change) {
    if (from == steps.size()) {
      return change;
    }
    Step step = steps.get(from);
    Value inner = around(here.flatMap(value -> next(value, step)), from + 1, change);
    if (step instanceof Name name) {
      return Doc.of(name.name(), inner);
    }
    DocList list =
        here.filter(DocList.class::isInstance).map(DocList.class::cast).orElse(DocList.EMPTY);
    return list.change(((Place) step).index(), inner);
  }
}
