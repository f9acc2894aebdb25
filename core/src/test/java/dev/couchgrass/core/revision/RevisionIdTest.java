package dev.couchgrass.core.revision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionIdTest {
  private static final String HEX = "825cb35de44c433bfb2df415563a19de";

  private static void assertMalformed(Runnable making) {
    InvalidInputException refusal = assertThrows(InvalidInputException.class, making::run);
    assertEquals(Problem.BAD_REQUEST, refusal.problem());
  }

  @ParameterizedTest
  @Tag("REV-1")
  @ValueSource(strings = {"", "-", "1", "1-", "-a", "0-a", "x-a", "+1-a", "1.0-a", "-1-a", " 1-a"})
  void whatIsNoGenerationAndDigestIsRefused(String text) {
    assertMalformed(() -> RevisionId.parse(text));
  }

  @Test
  @Tag("REV-1")
  void aDigestHasOneTo255Bytes() {
    String longest = "d".repeat(255);
    assertEquals("7-" + longest, RevisionId.parse("7-" + longest).toString());
    assertEquals("1-a-b", RevisionId.parse("1-a-b").toString());
    assertMalformed(() -> RevisionId.parse("7-" + longest + "d"));
    assertMalformed(() -> RevisionId.of(7, "é".repeat(128)));
    assertMalformed(() -> RevisionId.of(7, new byte[0]));
    assertMalformed(() -> RevisionId.of(0, new byte[1]));
  }

  @Test
  @Tag("REV-2")
  void hexadecimalDigestsAreBytesInEitherCase() {
    RevisionId lower = RevisionId.parse("3-" + HEX);
    RevisionId upper = RevisionId.parse("3-" + HEX.toUpperCase(Locale.ROOT));
    assertArrayEquals(HexFormat.of().parseHex(HEX), lower.digestBytes());
    assertEquals(lower, upper);
    assertEquals(lower.hashCode(), upper.hashCode());
    assertEquals("3-" + HEX, upper.toString());
  }

  @Test
  @Tag("REV-3")
  void thirtyTwoCharactersAreHexadecimalOrRefused() {
    assertMalformed(() -> RevisionId.parse("3-" + HEX.replace('8', 'g')));
    assertMalformed(() -> RevisionId.of(3, "z".repeat(32)));
  }

  @Test
  @Tag("REV-3")
  void anyOtherDigestIsItsText() {
    for (String digest : List.of("a", "ABC", "é", HEX.substring(1), HEX + "0")) {
      RevisionId id = RevisionId.of(1, digest);
      assertEquals(digest, id.digest());
      assertArrayEquals(digest.getBytes(StandardCharsets.UTF_8), id.digestBytes());
    }
    assertNotEquals(RevisionId.of(1, "abc"), RevisionId.of(1, "ABC"));
  }

  @Test
  @Tag("REV-4")
  void theOrderIsByGenerationThenByUnsignedBytes() {
    List<RevisionId> ordered =
        List.of(
            RevisionId.parse("2-z"),
            RevisionId.of(10, new byte[] {0x7f}),
            RevisionId.of(10, new byte[] {0x7f, 0}),
            RevisionId.of(10, new byte[] {(byte) 0x80}),
            RevisionId.of(10, new byte[] {(byte) 0xff}));
    List<RevisionId> reversed = ordered.stream().sorted(Comparator.reverseOrder()).toList();
    assertEquals(ordered, reversed.stream().sorted().toList());
    assertTrue(ordered.get(0).compareTo(ordered.get(1)) < 0);
  }
}
