package dev.couchgrass.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  @Test
  @Tag("DOC-6")
  @Tag("DOC-7")
  @Tag("DOC-8")
  void keepsSpellingAndOrder() {
    String json = " { \"b\" : 1.0 , \"a\" : [ 1e5 , -0 , \"\\u00e9\\/é\" ] , \"c\" : { } } ";
    assertEquals(
        "{\"b\":1.0,\"a\":[1e5,-0,\"\\u00e9\\/é\"],\"c\":{}}", JsonBody.parse(json).toString());
    assertEquals(JsonBody.EMPTY, JsonBody.parse("\t{\n}\r"));
  }

  @ParameterizedTest
  @Tag("DOC-9")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"a":1,"a":2}                       | {"a":2}
          {"a":1,"b":2,"a":3}                 | {"b":2,"a":3}
          {"a":1,"\\u0061":2}                 | {"\\u0061":2}
          {"x":[{"a":1,"b":0,"a":{}}],"y":1}  | {"x":[{"b":0,"a":{}}],"y":1}
          {"a":{"b":1,"b":2},"a":{"c":1}}     | {"a":{"c":1}}
          {"Aa":1,"BB":2,"Aa":3}              | {"BB":2,"Aa":3}
          {"Aa":1,"BB":2}                     | {"Aa":1,"BB":2}
          """)
  void lastOfEqualNamesStays(String json, String expected) {
    assertEquals(expected, JsonBody.parse(json).toString());
  }

  @ParameterizedTest
  @Tag("DOC-10")
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{}{}",
        "{} x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":1e400}",
        "{\"a\":-1e400}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":tru}",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\":[}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\"}",
        "{'a':1}",
        "{\"a\":\"\\ud800\\u0041\"}",
        "{\"\\ud800\":1}",
        "{\"a\":1}/**/",
        "\ufeff{}"
      })
  void refusesMalformedJson(String json) {
    assertEquals("invalid UTF-8 JSON", refused(json.getBytes(StandardCharsets.UTF_8)).reason());
  }

  @ParameterizedTest
  @Tag("DOC-10")
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0af",
        "c1bf",
        "c2",
        "e0",
        "e08080",
        "e09fbf",
        "e2",
        "e298",
        "eda080",
        "edbfbf",
        "f0808080",
        "f08fbfbf",
        "f4908080",
        "f09f98",
        "f5808080",
        "ff",
        "fe",
        "c320"
      })
  void refusesMalformedUtf8(String hex) {
    byte[] bad = HexFormat.of().parseHex("7b2261223a22" + hex + "227d");
    assertEquals("invalid UTF-8 JSON", refused(bad).reason());
  }

  @ParameterizedTest
  @Tag("DOC-5")
  @ValueSource(strings = {"[]", "1", "\"a\"", "null", "true"})
  void refusesWhatIsNoObject(String json) {
    InvalidInputException refusal = refused(json.getBytes(StandardCharsets.UTF_8));
    assertEquals(Problem.BAD_REQUEST, refusal.problem());
    assertEquals("Document must be a JSON object", refusal.reason());
  }

  @Test
  @Tag("DOC-10")
  void refusesOtherEncodings() {
    assertEquals("invalid UTF-8 JSON", refused("{}".getBytes(StandardCharsets.UTF_16BE)).reason());
    assertEquals("invalid UTF-8 JSON", refused("{}".getBytes(StandardCharsets.UTF_16LE)).reason());
  }

  @Test
  @Tag("DOC-13")
  void refusesDepthBombs() {
    byte[] arrays = ("{\"a\":" + "[".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
    byte[] objects = "{\"a\":".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          assertEquals(Problem.TOO_LARGE, refused(arrays).problem());
          assertEquals(Problem.TOO_LARGE, refused(objects).problem());
        });
  }

  @Test
  @Tag("DOC-13")
  void readsToTheDepthLimit() {
    JsonLimits limits = new JsonLimits(2_000, 10);
    String deep = "{\"a\":" + "[".repeat(1_999) + "]".repeat(1_999) + "}";
    assertEquals(deep, JsonBody.parse(deep.getBytes(StandardCharsets.UTF_8), limits).toString());
    byte[] deeper = ("{\"a\":[" + deep + "]}").getBytes(StandardCharsets.UTF_8);
    assertThrows(InvalidInputException.class, () -> JsonBody.parse(deeper, limits));
  }

  @Test
  @Tag("DOC-13")
  void refusesLongNumbers() {
    assertEquals(
        "{\"a\":" + "9".repeat(1_000) + "}",
        JsonBody.parse("{\"a\":" + "9".repeat(1_000) + "}").toString());
    byte[] longer = ("{\"a\":" + "9".repeat(1_001) + "}").getBytes(StandardCharsets.UTF_8);
    assertEquals(Problem.TOO_LARGE, refused(longer).problem());
  }

  @Test
  void collidingNamesCostNoMoreThanASort() {
    // "Aa" and "BB" hash alike, and so do all their sequences of one length.
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 1 << 16; i++) {
      json.append(i == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 16; bit++) {
        json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      json.append("\":1");
    }
    String text = json.append('}').toString();
    assertTimeout(Duration.ofSeconds(5), () -> assertEquals(text, JsonBody.parse(text).toString()));
  }

  private static InvalidInputException refused(byte[] json) {
    return assertThrows(InvalidInputException.class, () -> JsonBody.parse(json));
  }
}
