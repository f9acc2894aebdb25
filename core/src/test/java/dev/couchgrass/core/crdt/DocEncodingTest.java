package dev.couchgrass.core.crdt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocEncodingTest {
  private static final String HEAD = "0-0000000000000000";
  private static final String A = "1-00000000000000aa";
  private static final String B = "2-ffffffffffffffff";

  private static void assertForm(String json, Doc doc) {
    assertEquals(json, new String(doc.encode(), UTF_8));
    assertEquals(doc, Doc.decode(json.getBytes(UTF_8)));
  }

  private static InvalidInputException refusal(String json) {
    return assertThrows(InvalidInputException.class, () -> Doc.decode(json.getBytes(UTF_8)));
  }

  @Test
  @Tag("CRD-22")
  void everyKindOfValueHasItsForm() {
    Map<String, Value> values = new LinkedHashMap<>();
    values.put("z", NullValue.NULL);
    values.put("y", Value.of(true));
    values.put("x", Value.of(false));
    values.put("w", new NumberValue("-1.50"));
    values.put("v", Value.of("text"));
    values.put("u", Tombstone.TOMBSTONE);
    values.put("t", Doc.EMPTY);
    values.put("s", Doc.of("", Value.of(1)).atomic());
    values.put("r", DocList.EMPTY);
    values.put("q", DocList.EMPTY.atomic());
    assertForm(
        "[1,{\"q\":[\"atomic-list\"],\"r\":[\"list\"],\"s\":[\"atomic\",{\"\":1}],\"t\":{},"
            + "\"u\":[\"deleted\"],\"v\":\"text\",\"w\":-1.50,\"x\":false,\"y\":true,\"z\":null}]",
        Doc.of(values));
    assertForm("[1,{}]", Doc.EMPTY);
    assertForm("[1,[\"atomic\",{}]]", Doc.EMPTY.atomic());
  }

  @Test
  @Tag("CRD-22")
  void elementsStandInTheOrderOfTheirIds() {
    ElementId a = ElementId.parse(A);
    ElementId b = ElementId.parse(B);
    DocList list =
        RandomValues.list(
            Map.of(
                new Position(b, a), Tombstone.TOMBSTONE,
                new Position(b, ElementId.HEAD), Value.of(2),
                new Position(a, ElementId.HEAD), Value.of(1)));
    String elements =
        String.format("[\"%s\",\"%s\",1],[\"%s\",\"%s\",2],", A, HEAD, B, HEAD)
            + String.format("[\"%s\",\"%s\",[\"deleted\"]]", B, A);
    assertForm("[1,{\"l\":[\"list\"," + elements + "]}]", Doc.of("l", list));
  }

  /** As RFC 8785 has it: UTF-16 units decide, so the emoji stands before U+FFEE. */
  @Test
  @Tag("CRD-22")
  void namesStandInTheOrderOfTheirUtf16Units() {
    Value n = NullValue.NULL;
    assertForm(
        "[1,{\"\":null,\"B\":null,\"a\":null,\"é\":null,\"\ud83d\ude00\":null,\"\uffee\":null}]",
        Doc.of(Map.of("a", n, "B", n, "", n, "é", n, "\uffee", n, "\ud83d\ude00", n)));
  }

  @Test
  @Tag("CRD-22")
  void onlyWhatMustBeIsEscaped() {
    assertForm(
        "[1,{\"/\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028é\ud83d\ude00\"}]",
        Doc.of("/", Value.of("\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028é\ud83d\ude00")));
  }

  @ParameterizedTest
  @Tag("CRD-24")
  @ValueSource(strings = {"[0,{}]", "[2,{}]", "[1.0,{}]", "[-1,{}]", "[9223372036854775808,{}]"})
  void anUnknownVersionIsRefused(String json) {
    InvalidInputException refusal = refusal(json);
    assertEquals(Problem.BAD_REQUEST, refusal.problem());
    assertEquals("A document has an unknown version", refusal.reason());
  }

  @ParameterizedTest
  @Tag("CRD-23")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|A document must be an array of a version and an object",
        "'[\"1\",{}]'|A document's version must be a number",
        "[1]|An array is too short",
        "[1,{},{}]|An array is too long",
        "[1,[\"deleted\"]]|A document must be an object",
        "[1,[\"list\"]]|A document must be an object",
        "[1,1]|A document must be an object",
        "[1,{\"a\":[]}]|An array is too short",
        "[1,{\"a\":[1]}]|An array must begin with its kind",
        "[1,{\"a\":[\"set\"]}]|An array is of an unknown kind: set",
        "[1,{\"a\":[\"deleted\",1]}]|An array is too long",
        "[1,{\"a\":[\"atomic\"]}]|An array is too short",
        "[1,{\"a\":[\"atomic\",1]}]|What is atomic must be an object",
        "[1,{\"a\":[\"atomic\",{},{}]}]|An array is too long",
        "[1,{\"a\":[\"list\",1]}]|A list's element must be an array",
        "[1,{\"a\":[\"list\",[]]}]|An array is too short",
        "[1,{\"a\":[\"list\",[1]]}]|The id of a list's element must be a string",
        "[1,{\"a\":[\"list\",[\"x\",\"y\",1]]}]|A list has an element with a malformed id: x",
        "[1,{\"b\":1,\"a\":1}]|A document has a name twice, or not in order: a",
        "[1,{\"a\":1,\"a\":1}]|A document has a name twice, or not in order: a",
        "[1,{\"a\": 1}]|A document is not in its canonical form",
        "' [1,{}]'|A document is not in its canonical form",
        "[1,{\"\\u0061\":1}]|A document is not in its canonical form",
        "[1,{\"a\":\"\\u001F\"}]|A document is not in its canonical form",
        "[1,{\"a\":\"\\/\"}]|A document is not in its canonical form",
        "[1,{}]]|invalid UTF-8 JSON",
        "[1,{}|invalid UTF-8 JSON",
        "''|invalid UTF-8 JSON",
        "[1,{\"a\":\"\\ud800\"}]|invalid UTF-8 JSON",
        "[1,{\"a\":1e309}]|invalid UTF-8 JSON",
      })
  void anyOtherFormIsRefused(String json, String reason) {
    InvalidInputException refusal = refusal(json);
    assertEquals(Problem.BAD_REQUEST, refusal.problem());
    assertEquals(reason, refusal.reason());
  }

  @ParameterizedTest
  @Tag("CRD-18")
  @Tag("CRD-23")
  @ValueSource(
      strings = {
        "0-0000000000000001",
        "01-00000000000000aa",
        "1-00000000000000AA",
        "1-0aa",
        "1-00000000000000aa0",
        "1000000000000000000-00000000000000aa",
        "-1-00000000000000aa",
        "1_00000000000000aa"
      })
  void malformedIdsAreRefused(String id) {
    String json = String.format("[1,{\"a\":[\"list\",[\"%s\",\"%s\",1]]}]", id, HEAD);
    assertEquals("A list has an element with a malformed id: " + id, refusal(json).reason());
    String after = String.format("[1,{\"a\":[\"list\",[\"%s\",\"%s\",1]]}]", B, id);
    assertEquals("A list has an element with a malformed id: " + id, refusal(after).reason());
  }

  @Test
  @Tag("CRD-18")
  @Tag("CRD-23")
  void elementsOutOfOrderAreRefused() {
    String one = String.format("[\"%s\",\"%s\",1]", A, HEAD);
    String two = String.format("[\"%s\",\"%s\",1]", B, A);
    String wrong = "A list has an element twice, or not in order: ";
    assertEquals(wrong + A, refusal("[1,{\"l\":[\"list\"," + two + "," + one + "]}]").reason());
    assertEquals(wrong + A, refusal("[1,{\"l\":[\"list\"," + one + "," + one + "]}]").reason());
    String before = String.format("[1,{\"l\":[\"list\",[\"%s\",\"%s\",1]]}]", A, B);
    assertEquals("A list has an element that precedes itself: " + A, refusal(before).reason());
  }

  @Test
  @Tag("CRD-3")
  void tooDeepADocumentIsRefused() {
    for (int levels : List.of(Value.MAX_DEPTH, Value.MAX_DEPTH + 1, 100_000)) {
      String json = "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
      if (levels == Value.MAX_DEPTH) {
        assertEquals(levels, Doc.decode(("[1," + json + "]").getBytes(UTF_8)).depth());
      } else {
        assertEquals(Problem.TOO_LARGE, refusal("[1," + json + "]").problem());
      }
    }
  }

  /** Every level as costly in JSON as it can be. */
  @Test
  @Tag("CRD-3")
  void theDeepestDocumentIsRead() {
    Position position = new Position(ElementId.parse(A), ElementId.HEAD);
    Value deep = DocList.EMPTY.atomic();
    while (deep.depth() < Value.MAX_DEPTH - 1) {
      deep = RandomValues.list(Map.of(position, deep)).atomic();
    }
    Doc doc = Doc.of("a", deep);
    assertEquals(doc, Doc.decode(doc.encode()));
  }

  @Test
  @Tag("CRD-25")
  void aDocumentOfTooManyBytesIsRefused() {
    int frame = Doc.of("a", Value.of("")).encode().length;
    Doc longest = Doc.of("a", Value.of("x".repeat(DocEncoding.MAX_BYTES - frame)));
    byte[] bytes = longest.encode();
    assertEquals(DocEncoding.MAX_BYTES, bytes.length);
    assertEquals(longest, Doc.decode(bytes));
    Doc longer = Doc.of("a", Value.of("x".repeat(DocEncoding.MAX_BYTES - frame + 1)));
    assertEquals(
        Problem.TOO_LARGE, assertThrows(InvalidInputException.class, longer::encode).problem());
    assertEquals(Problem.TOO_LARGE, refusal(new String(bytes, UTF_8) + " ").problem());
  }

  @Test
  @Tag("CRD-23")
  void malformedUtf8IsRefused() {
    byte[] bytes = Doc.of("a", Value.of("é")).encode();
    bytes[8] = 'x';
    assertThrows(InvalidInputException.class, () -> Doc.decode(bytes));
    assertArrayEquals(new byte[] {'[', '1', ',', '{', '}', ']'}, Doc.EMPTY.encode());
  }
}
