package dev.couchgrass.cli.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStreamTest {
  private static int count(String text) throws IOException {
    int count = 0;
    try (ObjectStream objects = ObjectStream.of(utf8(text))) {
      while (objects.next().isPresent()) {
        count++;
      }
    }
    return count;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|''",
        "0|' \n '",
        "0|'[]'",
        "1|'{}'",
        "2|'{}{}'",
        "2|'[{},{\"a\":[1]}]\n'",
        "3|'{}\r\n{}\n\n{}'"
      })
  void countsObjects(int expected, String text) throws IOException {
    assertEquals(expected, count(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|'{}\n{\"a\":}\n{}'",
        "3|'{}\n{\"a\":1\n{}'",
        "2|'{}\n1\n'",
        "3|'[{},\n{},\n]'",
        "2|'[{}\n'",
        "1|'[{}] {}'",
        "1|'[{}]]'",
        "1|'\"text\"'",
        "1|'[[{}]]'",
        "2|'{}\nNaN'",
        "2|'{}\n{\"a\":01}'"
      })
  void namesTheLineOfWhatIsMalformed(int line, String text) {
    MalformedJsonException failure = assertThrows(MalformedJsonException.class, () -> count(text));
    assertEquals(line, failure.line(), failure.reason());
    assertEquals(1, failure.reason().lines().count());
  }

  @Test
  void tellsWhereTheBrokenObjectBegan() {
    MalformedJsonException failure =
        assertThrows(MalformedJsonException.class, () -> count("{}\n{\"a\":1\n{}"));
    assertTrue(failure.reason().contains("begins on line 2"), failure.reason());
  }

  @Test
  void readsTheRowsOfAnAnswer() throws IOException {
    byte[] answer = utf8("{\"a\":{\"rows\":[{}]},\"rows\":[{\"doc\":{\"x\":1.0}}],\"b\":[2]}\n");
    try (ObjectStream rows = ObjectStream.ofMember("rows", new ByteArrayInputStream(answer))) {
      RawObject row = rows.next().orElseThrow();
      assertArrayEquals(utf8("{\"x\":1.0}"), row.value("doc").orElseThrow());
      assertEquals(Optional.empty(), rows.next());
    }
  }

  @Test
  void refusesAnAnswerThatIsCutShort() throws IOException {
    for (String text : List.of("{\"rows\":[{}", "{\"rows\":[{}]", "{\"rows\":[{}],\"x\":")) {
      assertThrows(
          MalformedJsonException.class,
          () -> {
            try (ObjectStream rows =
                ObjectStream.ofMember("rows", new ByteArrayInputStream(utf8(text)))) {
              while (rows.next().isPresent()) {}
            }
          },
          text);
    }
  }

  @Test
  void theLastOfEqualNamesCounts() throws IOException {
    RawObject object = RawObject.parse(utf8("{\"a\":1,\"a\":\"\\u00e9\"}"));
    assertEquals(Optional.of("é"), object.text("a"));
  }

  @Test
  void textIsWhatCanBeAnId() throws IOException {
    RawObject object = RawObject.parse(utf8("{\"n\":1.50,\"o\":{},\"t\":true,\"s\":\"\"}"));
    assertEquals(Optional.of("1.50"), object.text("n"));
    assertEquals(Optional.of(""), object.text("s"));
    assertEquals(Optional.empty(), object.text("o"));
    assertEquals(Optional.empty(), object.text("t"));
    assertEquals(Optional.empty(), object.text("none"));
  }
}
