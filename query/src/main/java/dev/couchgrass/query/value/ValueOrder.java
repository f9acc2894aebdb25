package dev.couchgrass.query.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The orders in which CouchDB compares values. In both, numbers are compared exactly, arrays
 * element by element, and objects member by member, names before values; what begins as the other,
 * and ends before it, is the smaller one.
 */
public final class ValueOrder implements Comparator<Value> {
  /**
   * That of views: null, false, true, numbers, strings, arrays, objects. Strings stand in Unicode's
   * order, in which some that differ are equal, such as a letter composed in two ways.
   */
  public static final ValueOrder VIEWS =
      new ValueOrder(ValueOrder::viewRank, Collation::compare, Enum::ordinal);

  /**
   * That of Erlang, in which CouchDB compares ids: numbers, false, null, true, objects, arrays,
   * strings. Strings stand in the order of their UTF-8 bytes.
   */
  public static final ValueOrder TERMS =
      new ValueOrder(ValueOrder::termRank, ValueOrder::compareBytes, ValueOrder::termOrdinal);

  private final ToIntFunction<Value> ranks;
  private final Comparator<String> texts;
  private final ToIntFunction<Value.Atom> atoms;

  private ValueOrder(
      ToIntFunction<Value> ranks, Comparator<String> texts, ToIntFunction<Value.Atom> atoms) {
    this.ranks = ranks;
    this.texts = texts;
    this.atoms = atoms;
  }

  @Override
  public int compare(Value left, Value right) {
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      return texts.compare(a.text(), b.text());
    }
    if (left instanceof Value.Numeric a && right instanceof Value.Numeric b) {
      return compareNumbers(a.number(), b.number());
    }
    if (left instanceof Value.Atom a && right instanceof Value.Atom b) {
      return Integer.compare(atoms.applyAsInt(a), atoms.applyAsInt(b));
    }
    if (left instanceof Value.Array a && right instanceof Value.Array b) {
      return compareArrays(a.elements(), b.elements());
    }
    if (left instanceof Value.Members a && right instanceof Value.Members b) {
      return compareObjects(a.members(), b.members());
    }
    return Integer.compare(ranks.applyAsInt(left), ranks.applyAsInt(right));
  }

  private int compareArrays(List<Value> left, List<Value> right) {
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      int difference = compare(left.get(i), right.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private int compareObjects(Map<String, Value> left, Map<String, Value> right) {
    Iterator<Map.Entry<String, Value>> others = right.entrySet().iterator();
    for (Map.Entry<String, Value> member : left.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, Value> other = others.next();
      int names = texts.compare(member.getKey(), other.getKey());
      int difference = names != 0 ? names : compare(member.getValue(), other.getValue());
      if (difference != 0) {
        return difference;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  private static int compareNumbers(Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    return exact(left).compareTo(exact(right));
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigInteger big) {
      return new BigDecimal(big);
    }
    return number instanceof Double real
        ? new BigDecimal(real)
        : BigDecimal.valueOf(number.longValue());
  }

  private static int compareBytes(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static int viewRank(Value value) {
    if (value instanceof Value.Atom) {
      return 0;
    }
    if (value instanceof Value.Numeric) {
      return 1;
    }
    if (value instanceof Value.Text) {
      return 2;
    }
    return value instanceof Value.Array ? 3 : 4;
  }

  private static int termRank(Value value) {
    if (value instanceof Value.Numeric) {
      return 0;
    }
    if (value instanceof Value.Atom) {
      return 1;
    }
    if (value instanceof Value.Members) {
      return 2;
    }
    return value instanceof Value.Array ? 3 : 4;
  }

  private static int termOrdinal(Value.Atom atom) {
    return switch (atom) {
      case FALSE -> 0;
      case NULL -> 1;
      case TRUE -> 2;
    };
  }
}
