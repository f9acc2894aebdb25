package dev.couchgrass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QueryTest {
  @Test
  void readsNamesAndValues() {
    Query query = Query.parse("a=1&b=x%20y+z&c&a=2&%C3%BC=%E2%82%AC&&d=p=q");
    assertEquals(Optional.of("1"), query.text("a"));
    assertEquals(Optional.of("x y z"), query.text("b"));
    assertEquals(Optional.of(""), query.text("c"));
    assertEquals(Optional.of("€"), query.text("ü"));
    assertEquals(Optional.of("p=q"), query.text("d"));
    assertEquals(Optional.empty(), query.text("e"));
  }

  @Test
  void flagsAreTrueOrFalse() {
    Query query = Query.parse("a=true&b=FALSE&c=1");
    assertTrue(query.flag("a"));
    assertFalse(query.flag("b", true));
    assertTrue(query.flag("none", true));
    assertEquals(
        "query_parse_error", assertThrows(HttpFailure.class, () -> query.flag("c")).word());
  }

  @Test
  void numbersAreNumbers() {
    Query query = Query.parse("a=12&b=-1&c=1.5&d=99999999999999999999");
    assertEquals(OptionalLong.of(12), query.count("a"));
    assertEquals(OptionalLong.of(-1), query.integer("b"));
    assertEquals(400, assertThrows(HttpFailure.class, () -> query.count("b")).status());
    assertEquals(400, assertThrows(HttpFailure.class, () -> query.integer("c")).status());
    assertEquals(400, assertThrows(HttpFailure.class, () -> query.integer("d")).status());
  }

  @Test
  void jsonIsWhole() {
    Query query = Query.parse("a=%22x%22&b=%7B&c=1%202");
    assertEquals("x", query.json("a").orElseThrow().asText());
    assertThrows(HttpFailure.class, () -> query.json("b"));
    assertThrows(HttpFailure.class, () -> query.json("c"));
  }
}
