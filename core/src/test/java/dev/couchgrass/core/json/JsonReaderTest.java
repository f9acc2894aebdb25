package dev.couchgrass.core.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.json.JsonReader.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static JsonReader reader(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new JsonReader(bytes, 0, bytes.length, JsonLimits.DEFAULTS);
  }

  @Test
  void readsValuesOfEachKind() {
    JsonReader reader = reader("[\"é\\n\", 12, true, null, {\"_\\u0061\": []}, -0, 1.0, 1e2]");
    reader.enterArray();
    assertTrue(reader.nextElement());
    assertArrayEquals("é\n".getBytes(StandardCharsets.UTF_8), reader.readStringBytes());
    assertTrue(reader.nextElement());
    assertEquals(OptionalLong.of(12), reader.readInteger());
    assertTrue(reader.nextElement());
    assertTrue(reader.readBoolean());
    assertTrue(reader.nextElement());
    assertEquals(Kind.NULL, reader.peek());
    assertThrows(InvalidInputException.class, reader::readString);
    reader.skip();
    assertTrue(reader.nextElement());
    reader.enterObject();
    assertTrue(reader.nextMember());
    assertTrue(reader.nameIsSpecial());
    assertEquals("_a", reader.name());
    reader.skip();
    assertFalse(reader.nextMember());
    List<OptionalLong> numbers = new ArrayList<>();
    while (reader.nextElement()) {
      numbers.add(reader.readInteger());
    }
    assertEquals(List.of(OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty()), numbers);
    reader.finish();
  }

  @Test
  void givesNumbersAsTheyAreSpelt() {
    List<String> spelt = List.of("-0", "1.0", "1e2", "-1.50E+05", "18446744073709551616");
    JsonReader reader = reader(" [" + String.join(" , ", spelt) + "]");
    List<String> numbers = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      numbers.add(reader.readNumberText());
    }
    assertEquals(spelt, numbers);
    assertThrows(InvalidInputException.class, reader("\"1\"")::readNumberText);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890",
      })
  void integersThatDoNotFitAreEmpty(String json) {
    assertEquals(OptionalLong.empty(), reader(json).readInteger());
  }

  @Test
  void slicesAreReadLaterAndMoreThanOnce() {
    List<String> values = List.of("1", "\"}\\\"\"", "[1,{\"a\":2}]", "{}", "null", "-1.5", "\"é\"");
    JsonReader reader = reader("[ " + String.join(" , ", values) + " ]");
    List<JsonSlice> slices = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      slices.add(reader.slice());
    }
    reader.finish();
    assertEquals(values.size(), slices.size());
    for (int i = 0; i < values.size(); i++) {
      Kind kind = reader(values.get(i)).peek();
      for (int times = 0; times < 2; times++) {
        Kind again =
            slices
                .get(i)
                .read(
                    value -> {
                      Kind found = value.peek();
                      value.skip();
                      value.finish();
                      return found;
                    });
        assertEquals(kind, again);
      }
    }
    assertEquals("}\"", slices.get(1).read(JsonReader::readString));
    assertEquals("é", slices.get(6).read(JsonReader::readString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud83d\"",
        "\"\\uD83D\\n\"",
        "\"\\udE00\\ud83d\"",
        "{\"a\":[1e999]}",
        "\"\u0000\"",
        "[1]\u0000",
        "\"\t\"",
        "[\"a]",
        "\"\\",
        "1 2",
        "]",
      })
  void whatIsSkippedIsChecked(String json) {
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> {
              JsonReader reader = reader(json);
              reader.skip();
              reader.finish();
            });
    assertEquals(Problem.BAD_REQUEST, refusal.problem());
    assertEquals("invalid UTF-8 JSON", refusal.reason());
  }

  @Test
  void backslashesBeforeTheLetterAreNoSurrogates() {
    assertEquals("\\ud83d", reader("\"\\\\ud83d\"").readString());
    assertEquals("\ud83d\ude00", reader("\"\\uD83d\\udE00\"").readString());
  }

  @Test
  void lengthOfANumberCountsAllItsCharacters() {
    byte[] json = "-1.25e+10".getBytes(StandardCharsets.UTF_8);
    JsonLimits limits = JsonLimits.DEFAULTS.withMaxNumberLength(json.length);
    new JsonReader(json, 0, json.length, limits).skip();
    JsonLimits less = limits.withMaxNumberLength(json.length - 1);
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class, () -> new JsonReader(json, 0, json.length, less).skip());
    assertEquals(Problem.TOO_LARGE, refusal.problem());
  }

  @Test
  void namesThatComeOnceAreReadAtAnyNumber() {
    for (int i = 0; i < 1_000; i++) {
      JsonReader reader = reader("{\"name\":1,\"" + i + "\":2}");
      reader.enterObject();
      assertTrue(reader.nextMember());
      assertEquals("name", reader.name());
      reader.skip();
      assertTrue(reader.nextMember());
      assertEquals(Integer.toString(i), reader.name());
      reader.skip();
      assertFalse(reader.nextMember());
      reader.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, Long, 7",
    "-9223372036854775808, Long, -9223372036854775808",
    "9223372036854775808, BigInteger, 9223372036854775808",
    "1.0, Double, 1.0",
    "1e2, Double, 100.0",
    "0.10000000000000000000001, Double, 0.1"
  })
  void integersAreExactAndOtherNumbersAreDoubles(String json, String type, String value) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Number number = new JsonReader(bytes, 0, bytes.length, JsonLimits.DEFAULTS).readNumber();
    assertEquals(type, number.getClass().getSimpleName());
    assertEquals(value, number.toString());
  }
}
