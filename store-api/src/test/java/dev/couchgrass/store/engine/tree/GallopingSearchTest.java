package dev.couchgrass.store.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GallopingSearchTest {
  @Test
  void findsEveryEndInEveryRange() {
    for (int from = 0; from < 3; from++) {
      for (int to = from + 1; to < 70; to++) {
        for (int end = from + 1; end <= to; end++) {
          int expected = end;
          int first = from;
          int last = to;
          int found =
              GallopingSearch.endOfRun(
                  from,
                  to,
                  at -> {
                    assertTrue(at > first && at < last, "asked at " + at);
                    return at < expected;
                  });
          assertEquals(end, found, from + " to " + to);
        }
      }
    }
  }

  @Test
  void asksLittleWhereTheRunIsShort() {
    for (int end = 1; end <= 2; end++) {
      int expected = end;
      int[] asked = {0};
      int found =
          GallopingSearch.endOfRun(
              0,
              1_000_000,
              at -> {
                asked[0]++;
                return at < expected;
              });
      assertEquals(end, found);
      assertTrue(asked[0] <= 2 * end, end + ": " + asked[0]);
    }
  }
}
