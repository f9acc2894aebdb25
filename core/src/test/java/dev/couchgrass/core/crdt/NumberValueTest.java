package dev.couchgrass.core.crdt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberValueTest {
  @ParameterizedTest
  @Tag("CRD-1")
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "1.0",
        "1.10",
        "0.1",
        "1e5",
        "1E+05",
        "-2.50e-3",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "123456789012345678901234567890.123456789012345678901234567890",
        "5e-324",
        "1e-999999999",
        "1.7976931348623157e308"
      })
  void theTextIsKept(String json) {
    assertEquals(json, new NumberValue(json).json());
    assertEquals(new BigDecimal(json), new NumberValue(json).exact());
    Doc doc = Doc.of("n", new NumberValue(json));
    assertArrayEquals(("[1,{\"n\":" + json + "}]").getBytes(US_ASCII), doc.encode());
    assertEquals(doc, Doc.decode(doc.encode()));
  }

  @ParameterizedTest
  @Tag("CRD-1")
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "01",
        "-01",
        ".5",
        "1.",
        "1e",
        "1e+",
        "0x1",
        "1_000",
        " 1",
        "1 ",
        "NaN",
        "Infinity",
        "1e309",
        "-1e309",
        "1e-1000000000",
        "1d",
        "1f",
        "١",
        "1,0"
      })
  void whatJsonCannotHoldIsRefused(String text) {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> new NumberValue(text));
    assertEquals(Problem.BAD_REQUEST, refusal.problem());
    assertEquals(text, refusal.detail().orElse(""));
  }

  @Test
  @Tag("CRD-1")
  void aThousandCharactersAreEnough() {
    String longest = "1".repeat(NumberValue.MAX_LENGTH);
    Doc doc = Doc.of("n", new NumberValue(longest));
    assertEquals(doc, Doc.decode(doc.encode()));
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> new NumberValue(longest + "1"));
    assertEquals(Problem.TOO_LARGE, refusal.problem());
  }

  @Test
  void spellingsAreTold() {
    assertNotEquals(new NumberValue("1"), new NumberValue("1.0"));
    assertEquals(Value.of(1), new NumberValue("1"));
  }

  @Test
  void onlyIntegersThatFitAreLongs() {
    assertEquals(OptionalLong.empty(), new NumberValue("1.0").asLong());
    assertEquals(OptionalLong.empty(), new NumberValue("1e2").asLong());
    assertEquals(OptionalLong.empty(), new NumberValue("9223372036854775808").asLong());
    assertThrows(InvalidInputException.class, () -> NumberValue.of(Double.NaN));
    assertThrows(InvalidInputException.class, () -> NumberValue.of(Double.POSITIVE_INFINITY));
    assertThrows(InvalidInputException.class, () -> NumberValue.of(new BigDecimal("1e400")));
  }
}
