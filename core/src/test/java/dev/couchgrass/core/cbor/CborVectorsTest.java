package dev.couchgrass.core.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.vector.Vectors;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CborVectorsTest {
  private static final JsonNode VECTORS = Vectors.read("cbor.json");

  @TestFactory
  @Tag("ENT-3")
  Stream<DynamicTest> whatIsCanonicalIsReadAndWrittenAgain() {
    List<String> canonical = Vectors.texts(VECTORS.get("canonical"));
    assertTrue(canonical.size() > 40);
    return canonical.stream()
        .map(hex -> DynamicTest.dynamicTest(shortened(hex), () -> assertCanonical(hex)));
  }

  private static void assertCanonical(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertArrayEquals(bytes, CborValue.encode(CborValue.decode(bytes)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      InvalidCborException refusal =
          assertThrows(InvalidCborException.class, () -> CborValue.decode(cut));
      assertEquals(CborFlaw.CUT_SHORT, refusal.flaw());
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    InvalidCborException refusal =
        assertThrows(InvalidCborException.class, () -> CborValue.decode(longer));
    assertEquals(CborFlaw.TRAILING_BYTES, refusal.flaw());
    assertEquals(bytes.length, refusal.offset());
  }

  @TestFactory
  @Tag("ENT-3")
  Stream<DynamicTest> whatIsNotIsRefusedForItsFlaw() {
    return refused()
        .map(
            vector ->
                DynamicTest.dynamicTest(vector.get("name").asText(), () -> assertRefused(vector)));
  }

  private static Stream<JsonNode> refused() {
    List<JsonNode> vectors = VECTORS.get("refused").findParents("flaw");
    assertTrue(vectors.size() > 50);
    return vectors.stream();
  }

  private static void assertRefused(JsonNode vector) {
    byte[] bytes = Vectors.bytes(vector.get("bytes"));
    CborFlaw flaw = CborFlaw.valueOf(vector.get("flaw").asText());
    InvalidCborException refusal =
        assertThrows(InvalidCborException.class, () -> CborValue.decode(bytes));
    assertEquals(flaw, refusal.flaw());
    assertEquals(flaw.message(), refusal.getMessage());
    assertTrue(refusal.offset() >= 0 && refusal.offset() <= bytes.length);
    assertEquals(0, refusal.getStackTrace().length);
    // Skipping checks as much as reading does.
    InvalidCborException skipped =
        assertThrows(
            InvalidCborException.class,
            () -> {
              CborReader reader = new CborReader(bytes, CborValue.MAX_DEPTH);
              reader.skip();
              reader.finish();
            });
    assertEquals(flaw, skipped.flaw());
  }

  @Test
  void everyFlawHasAVector() {
    Set<CborFlaw> flaws =
        refused()
            .map(vector -> CborFlaw.valueOf(vector.get("flaw").asText()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(CborFlaw.class)));
    assertEquals(EnumSet.allOf(CborFlaw.class), flaws);
  }

  private static String shortened(String hex) {
    return hex.length() < 40 ? hex : hex.substring(0, 40) + "...";
  }
}
