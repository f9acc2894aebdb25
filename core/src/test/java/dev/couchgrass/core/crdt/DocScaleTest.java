package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many changes and many names. The time limit is far above what is needed, and below what is
 * quadratic.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DocScaleTest {
  private static final int MANY = 50_000;

  private static Doc row(int number) {
    return Doc.of("row-" + number, Doc.of("n", Value.of(number)));
  }

  @Test
  void manyChangesFold() {
    List<Doc> changes =
        new ArrayList<>(IntStream.range(0, MANY).mapToObj(DocScaleTest::row).toList());
    Collections.shuffle(changes, new Random(1));
    Doc state = Doc.fold(changes);
    assertEquals(MANY, state.size());
    assertEquals(state, Doc.decode(state.encode()));
  }

  @Test
  void manyEditsAreOneChange() {
    DocEdit edit = new DocEdit(row(-1), new Random(1));
    for (int i = 0; i < MANY; i++) {
      edit.set(Path.of("row-" + i, "n"), Value.of(i));
    }
    assertEquals(MANY + 1, edit.current().size());
    assertEquals(Optional.of(Value.of(7)), edit.get(Path.of("row-7", "n")));
  }

  @Test
  void aSmallChangeOfALargeDocumentIsQuick() {
    Doc state = Doc.fold(IntStream.range(0, MANY).mapToObj(DocScaleTest::row).toList());
    for (int i = 0; i < 100; i++) {
      state = state.merge(row(MANY + i));
    }
    assertEquals(MANY + 100, state.size());
  }
}
