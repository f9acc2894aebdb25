package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an element costs, in the uses that make dense positions grow. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DocListGrowthTest {
  private static final int MANY = 1_000;

  /** Brackets, quotes, commas and a value of one digit, beside two ids of 16 digits. */
  private static final int FIXED = 44;

  private static final int RANK_DIGITS = 3;

  /** A use, and where the next value goes in a list of so many. */
  private record Use(String name, IntUnaryOperator place) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Use> uses() {
    return List.of(
        new Use("at the end", size -> size),
        new Use("at the begin", size -> 0),
        new Use("after the first", size -> Math.min(size, 1)),
        new Use("before the last", size -> Math.max(0, size - 1)),
        new Use("left and right of the last inserted, by turns", size -> size / 2),
        new Use("anywhere", size -> new Random(size).nextInt(size + 1)));
  }

  @ParameterizedTest
  @Tag("CRD-17")
  @MethodSource("uses")
  void anElementIsAsLongHoweverTheListWasFilled(Use use) {
    Random random = new Random(7);
    DocList list = DocList.EMPTY;
    for (int size = 0; size < MANY; size++) {
      int index = use.place().applyAsInt(size);
      list = list.merge(list.insertion(index, List.of(Value.of(1)), random));
    }
    int bytes = Doc.of("l", list).encode().length;
    assertTrue(bytes <= MANY * (FIXED + 2 * RANK_DIGITS) + 32, () -> "bytes: " + bytes);
    assertEquals(MANY, list.size());
  }

  /** Also without recursion, though each element stands below the one before. */
  @Test
  @Tag("CRD-17")
  void aLongRowIsInsertedAtOnce() {
    List<Value> values = IntStream.range(0, 50_000).<Value>mapToObj(Value::of).toList();
    DocList list = DocList.of(values, new Random(7));
    assertEquals(values, list.toList());
    DocList merged = list.merge(list.insertion(25_000, List.of(NullValue.NULL), new Random(8)));
    assertEquals(NullValue.NULL, merged.get(25_000));
    Doc doc = Doc.of("l", list);
    assertEquals(doc, Doc.decode(doc.encode()));
  }
}
