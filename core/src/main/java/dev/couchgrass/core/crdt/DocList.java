package dev.couchgrass.core.crdt;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values in an order that all replicas agree on, whatever they insert and remove at once.
 * Immutable.
 *
 * <p>{@link #insertion}, {@link #removal} and {@link #change} give a list that holds only what
 * changes, and {@link #merge} applies it. What two replicas insert in one place both stays; what
 * one of them inserts in a row stays together. A removal is final: a change of the element that
 * another replica made meanwhile brings nothing back.
 *
 * <p>Places are counted among the elements that are there. Removed ones are kept as tombstones,
 * unseen. In whatever order a list was filled, an element takes 44 bytes and the digits of two
 * ranks beside its value. Inserting takes time in proportion to the list: use one call for many
 * elements.
 */
public final class DocList implements Value {
  /** The list without elements, which changes nothing in another list. */
  public static final DocList EMPTY = new DocList(Members.none(), false);

  private final Members<Position> elements;
  private final boolean atomic;

  // Kept from the first need on; a race only computes it twice.
  private volatile @Nullable ListOrder order;

  DocList(Members<Position> elements, boolean atomic) {
    this.elements = elements;
    this.atomic = atomic;
  }

  /**
   * A new list.
   *
   * @param random gives the elements the tags that tell them from those of other replicas
   * @throws dev.couchgrass.core.InvalidInputException if it is deeper than {@link Value#MAX_DEPTH}
   */
  public static DocList of(List<? extends Value> values, RandomGenerator random) {
    return EMPTY.insertion(0, values, random);
  }

  /** This list after a change: what becomes of it when {@code later} comes over it. */
  public DocList merge(DocList later) {
    if (later.atomic) {
      return later;
    }
    return new DocList(elements.merge(later.elements, DocList::join), atomic);
  }

  private static Value join(Value earlier, Value later) {
    return earlier == Tombstone.TOMBSTONE ? earlier : later.over(earlier);
  }

  @Override
  public Value over(Value earlier) {
    return earlier instanceof DocList list ? list.merge(this) : atomic();
  }

  @Override
  public DocList atomic() {
    return atomic ? this : new DocList(elements, true);
  }

  /** Whether this replaces what is earlier. */
  public boolean isAtomic() {
    return atomic;
  }

  @Override
  public int depth() {
    return elements.depth();
  }

  /** How many elements there are. */
  public int size() {
    return order().size();
  }

  /** Whether there is no element. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * The element at a place.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Value get(int index) {
    return elements.value(order().place(index));
  }

  /** The element at a place; empty if there is none. */
  Optional<Value> find(int index) {
    return index < size() ? Optional.of(get(index)) : Optional.empty();
  }

  /** The elements in their order. */
  public List<Value> toList() {
    return IntStream.range(0, size()).mapToObj(this::get).toList();
  }

  /**
   * The change that inserts values so that the first of them stands at {@code index} then.
   *
   * @param random gives the elements the tags that tell them from those of other replicas; two
   *     replicas must not draw the same
   * @throws IndexOutOfBoundsException if the index is not 0 to {@link #size}
   * @throws dev.couchgrass.core.InvalidInputException if the list gets deeper than {@link
   *     Value#MAX_DEPTH}, or somebody left no rank free in this place, which takes a forger
   */
  public DocList insertion(int index, List<? extends Value> values, RandomGenerator random) {
    Objects.checkIndex(index, size() + 1);
    ElementId after = index == 0 ? ElementId.HEAD : position(index - 1).id();
    long rank = order().nextRank(after);
    Members.Builder<Position> added = new Members.Builder<>();
    for (Value value : values) {
      ElementId id = new ElementId(rank, random.nextLong());
      added.add(new Position(id, after), value);
      after = id;
      rank++;
    }
    return new DocList(added.build(), false);
  }

  /**
   * The change that removes an element.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public DocList removal(int index) {
    return change(index, Tombstone.TOMBSTONE);
  }

  /**
   * The change that brings {@code value} over an element: an atomic one, or one without parts,
   * replaces it.
   *
   * @throws IndexOutOfBoundsException if there is none
   * @throws dev.couchgrass.core.InvalidInputException if the list gets deeper than {@link
   *     Value#MAX_DEPTH}
   */
  public DocList change(int index, Value value) {
    return new DocList(Members.of(position(index), value), false);
  }

  private Position position(int index) {
    return elements.key(order().place(index));
  }

  private ListOrder order() {
    ListOrder known = order;
    if (known == null) {
      known = new ListOrder(elements);
      order = known;
    }
    return known;
  }

  /** Tombstones included. */
  Members<Position> elements() {
    return elements;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DocList that && atomic == that.atomic && elements.equals(that.elements);
  }

  @Override
  public int hashCode() {
    return 2 * elements.hashCode() + (atomic ? 1 : 0);
  }

  /** The canonical bytes as text. */
  @Override
  public String toString() {
    return DocWriter.text(this);
  }
}
