package dev.couchgrass.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.query.error.InvalidSelectorException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectorCasesTest {
  static Stream<Arguments> cases() {
    return Tables.rows("cases.tsv", 3);
  }

  static Stream<Arguments> refused() {
    return Tables.rows("refused.tsv", 3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says(String selector, String document, String answer) {
    Selector parsed = Selector.parse(selector);
    assertEquals(answer, parsed.matches(JsonBody.parse(document)) ? "yes" : "no");
  }

  /** Servers are sent the canonical text, and may be CouchDB's. */
  @ParameterizedTest
  @MethodSource("cases")
  void theCanonicalTextSaysTheSame(String selector, String document, String answer) {
    Selector parsed = Selector.parse(selector);
    Selector again = Selector.parse(parsed.canonical().toString());
    assertEquals(parsed, again);
    assertEquals(answer, again.matches(JsonBody.parse(document)) ? "yes" : "no");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(String selector, String word, String reason) {
    InvalidSelectorException refusal =
        assertThrows(InvalidSelectorException.class, () -> Selector.parse(selector));
    assertEquals(word, refusal.problem().word());
    assertEquals(reason, refusal.reason());
  }
}
