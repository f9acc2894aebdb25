package dev.couchgrass.query.value;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value. Equal values are of one type and one spelling: 1 and 1.0 are not. */
public sealed interface Value {
  /** CouchDB's word for its type. */
  String type();

  /** A value that has a name of its own, in their order. */
  enum Atom implements Value {
    NULL,
    FALSE,
    TRUE;

    public static Atom of(boolean value) {
      return value ? TRUE : FALSE;
    }

    @Override
    public String type() {
      return this == NULL ? "null" : "boolean";
    }
  }

  /** A number: a {@link Long}, {@link BigInteger} or {@link Double}. */
  record Numeric(Number number) implements Value {
    /** Whether it was written without a fraction and an exponent. */
    public boolean integer() {
      return !(number instanceof Double);
    }

    /** An integer's value. */
    public BigInteger exact() {
      return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
    }

    @Override
    public String type() {
      return "number";
    }
  }

  /** A string. */
  record Text(String text) implements Value {
    @Override
    public String type() {
      return "string";
    }
  }

  /** An array. */
  record Array(List<Value> elements) implements Value {
    public Array {
      elements = List.copyOf(elements);
    }

    @Override
    public String type() {
      return "array";
    }
  }

  /**
   * An object.
   *
   * @param members in their order, which counts when objects are compared
   */
  record Members(Map<String, Value> members) implements Value {
    public static final Members NONE = new Members(Map.of());

    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The object with one member. */
    public static Members of(String name, Value value) {
      return new Members(Map.of(name, value));
    }

    @Override
    public String type() {
      return "object";
    }

    /** As other values of this kind: with the same members in the same order. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Members that
          && members.equals(that.members)
          && List.copyOf(members.keySet()).equals(List.copyOf(that.members.keySet()));
    }

    @Override
    public int hashCode() {
      return members.hashCode();
    }
  }
}
