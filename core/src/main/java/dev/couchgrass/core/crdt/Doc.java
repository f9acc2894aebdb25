package dev.couchgrass.core.crdt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values by name: what a store holds, what an entry changes, and what stands within either.
 * Immutable.
 *
 * <p>A change holds only what it changes, and {@link #merge} applies it. The state of a store is
 * all changes merged, the earliest first. Merging is associative, so any run of them may be merged
 * beforehand; it is not commutative, since the later of two values wins.
 *
 * <p>An atomic document replaces what went before, whole, so that two versions of it are never
 * mixed; what comes later is merged into it, and it stays atomic.
 *
 * <p>Names are any well-formed Unicode: a dot or the empty name mean nothing special. What was
 * removed is kept as a {@link Tombstone}, which no method but {@link #isTombstone} shows. Two
 * documents are equal if they are the same change: tombstones and atomicity count.
 */
public final class Doc implements Value {
  /** The document without names, which changes nothing. */
  public static final Doc EMPTY = new Doc(Members.none(), false);

  private final Members<String> members;
  private final boolean atomic;

  Doc(Members<String> members, boolean atomic) {
    this.members = members;
    this.atomic = atomic;
  }

  /**
   * A document of one name.
   *
   * @throws dev.couchgrass.core.InvalidInputException if the name is not well-formed Unicode, or
   *     the document deeper than {@link Value#MAX_DEPTH}
   */
  public static Doc of(String name, Value value) {
    TextValue.requireWellFormed(name);
    return new Doc(Members.of(name, value), false);
  }

  /**
   * A document of some names.
   *
   * @throws dev.couchgrass.core.InvalidInputException if a name is not well-formed Unicode, or the
   *     document deeper than {@link Value#MAX_DEPTH}
   */
  public static Doc of(Map<String, ? extends Value> values) {
    Members.Builder<String> builder = new Members.Builder<>();
    new TreeMap<String, Value>(values)
        .forEach(
            (name, value) -> {
              TextValue.requireWellFormed(name);
              builder.add(name, value);
            });
    return new Doc(builder.build(), false);
  }

  /**
   * Reads a document.
   *
   * @throws dev.couchgrass.core.InvalidInputException if the bytes are not exactly what {@link
   *     #encode} writes: malformed, of an unknown version, beyond the limits, or in another form
   */
  public static Doc decode(byte[] bytes) {
    return DocReader.read(bytes);
  }

  /**
   * Merges documents, the earliest first; none give {@link #EMPTY}.
   *
   * <p>In halves, and halves of halves, so that many small changes cost little more than to sort
   * them.
   */
  public static Doc fold(List<Doc> earliestFirst) {
    int count = earliestFirst.size();
    if (count < 2) {
      return count == 0 ? EMPTY : earliestFirst.get(0);
    }
    Doc early = fold(earliestFirst.subList(0, count / 2));
    return early.merge(fold(earliestFirst.subList(count / 2, count)));
  }

  /** This document after a change: what becomes of it when {@code later} comes over it. */
  public Doc merge(Doc later) {
    if (later.atomic) {
      return later;
    }
    return new Doc(members.merge(later.members, (before, after) -> after.over(before)), atomic);
  }

  @Override
  public Value over(Value earlier) {
    return earlier instanceof Doc document ? document.merge(this) : atomic();
  }

  @Override
  public Doc atomic() {
    return atomic ? this : new Doc(members, true);
  }

  /** Whether this replaces what is earlier. */
  public boolean isAtomic() {
    return atomic;
  }

  @Override
  public int depth() {
    return members.depth();
  }

  /** The value of a name. */
  public Optional<Value> get(String name) {
    return members.find(name).filter(value -> value != Tombstone.TOMBSTONE);
  }

  /** The value at the end of a path; empty if one of its steps leads nowhere. */
  public Optional<Value> get(Path path) {
    return path.in(this);
  }

  /** Whether a name's value was removed, as against never written. */
  public boolean isTombstone(String name) {
    return members.find(name).filter(value -> value == Tombstone.TOMBSTONE).isPresent();
  }

  /** How many names have a value. */
  public int size() {
    return members.living();
  }

  /** Whether no name has a value. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** The values by their names, in the names' order; made anew with each call. */
  public Map<String, Value> toMap() {
    Map<String, Value> map = new LinkedHashMap<>();
    for (int i = 0; i < members.size(); i++) {
      if (members.value(i) != Tombstone.TOMBSTONE) {
        map.put(members.key(i), members.value(i));
      }
    }
    return Collections.unmodifiableMap(map);
  }

  /** Tombstones included. */
  Members<String> members() {
    return members;
  }

  /**
   * The canonical bytes: equal documents have equal ones.
   *
   * @throws dev.couchgrass.core.InvalidInputException if there are more than {@link
   *     DocEncoding#MAX_BYTES}
   */
  public byte[] encode() {
    return DocEncoding.encode(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Doc that && atomic == that.atomic && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return 2 * members.hashCode() + (atomic ? 1 : 0);
  }

  /** The canonical bytes as text, however many. */
  @Override
  public String toString() {
    return DocWriter.text(this);
  }
}
