package dev.couchgrass.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.query.error.InvalidSelectorException;
import dev.couchgrass.query.error.InvalidSelectorException.Problem;
import dev.couchgrass.query.options.SelectorLimits;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.SelectorParser;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.Extras;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
  private static final RevisionId REVISION = RevisionId.parse("2-0123456789abcdef0123456789abcdef");

  private static StoredDocument document(boolean deleted, String body) {
    AttachmentInfo text =
        new AttachmentInfo("t.txt", "text/plain", "md5-x", 12, 2, Optional.of("gzip"), 9);
    Extras conflicts =
        new Extras(
            List.of(),
            List.of(),
            List.of(RevisionId.parse("1-0123456789abcdef0123456789abcdef")),
            List.of(),
            Optional.empty());
    return new StoredDocument(
        new DocumentId("cam"), REVISION, deleted, JsonBody.parse(body), List.of(text), conflicts);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"_id\":\"cam\"} | true",
        "{\"_id\":\"can\"} | false",
        "{\"_rev\":{\"$beginsWith\":\"2-\"}} | true",
        "{\"_deleted\":true} | true",
        "{\"_deleted\":{\"$exists\":false}} | false",
        "{\"_attachments\":{\"t\\\\\\\\.txt\":{\"length\":12}}} | true",
        "{\"_attachments.t\\\\\\\\.txt.stub\":true} | true",
        "{\"_attachments\":{\"$keyMapMatch\":{\"$regex\":\"txt$\"}}} | true",
        "{\"_conflicts\":{\"$size\":1}} | true",
        "{\"n\":1,\"_id\":{\"$gt\":null}} | true",
        "{\"$and\":[{\"$gt\":0},{\"n\":1}]} | true",
      })
  void specialMembersAreSeen(String selector, boolean matches) {
    assertEquals(matches, Selector.parse(selector).matches(document(true, "{\"n\":1}")));
  }

  @Test
  void aDocumentThatIsNotDeletedHasNoMemberThatSaysSo() {
    Selector selector = Selector.parse("{\"_deleted\":{\"$exists\":false}}");
    assertTrue(selector.matches(document(false, "{}")));
    assertFalse(Selector.parse("{\"_deleted\":false}").matches(document(false, "{}")));
  }

  /** The whole is only seen by conditions outside of fields, in CouchDB's order of members. */
  @Test
  void theWholeDocumentCanBeCompared() {
    String whole =
        "{\"_id\":\"cam\",\"_rev\":\"%s\",\"n\":1,\"_conflicts\":[\"1-%s\"],\"_attachments\":{\"t.txt\":"
            + "{\"content_type\":\"text/plain\",\"revpos\":2,\"digest\":\"md5-x\",\"length\":12,"
            + "\"stub\":true}}}";
    String json = whole.formatted(REVISION, "0123456789abcdef0123456789abcdef");
    Selector selector = Selector.parse("{\"$and\":[{\"$eq\":" + json + "}]}");
    assertTrue(selector.matches(document(false, "{\"n\":1}")));
    assertFalse(selector.matches(document(false, "{\"n\":1,\"m\":2}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1} | {\"a\":{\"$eq\":1}}",
        "{\"a\":1} | {\"$and\":[{\"a\":1}]}",
        "{\"a\":1} | {\"a\": 1 }",
        "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1}",
        "{\"a\":1,\"b\":2} | {\"$and\":[{\"$and\":[{\"b\":2}]},{\"a\":1},{\"a\":1}]}",
        "{\"a\":{\"b\":1}} | {\"a.b\":1}",
        "{\"$or\":[{\"a\":1},{\"b\":2}]} | {\"$or\":[{\"b\":2},{\"$or\":[{\"a\":1}]}]}",
        "{\"a\":{\"$ne\":1}} | {\"$not\":{\"a\":1}}",
        "{\"a\":{\"$lt\":1}} | {\"$nor\":[{\"a\":{\"$gte\":1}}]}",
        "{\"a\":{\"$nin\":[1]}} | {\"a\":{\"$not\":{\"$in\":[1]}}}",
        "{\"$or\":[{\"a\":{\"$ne\":1}},{\"b\":{\"$ne\":2}}]} | {\"$not\":{\"a\":1,\"b\":2}}",
        "{} | {\"$and\":[]}",
        "{} | {\"$or\":[{\"$or\":[]},{\"a\":1}]}",
        "{\"a\":100.0} | {\"a\":1e2}",
        "{\"a\":\"\\u00e9\"} | {\"a\":\"é\"}",
      })
  void whatAsksTheSameIsEqual(String one, String other) {
    assertEquals(Selector.parse(one), Selector.parse(other));
    assertEquals(Selector.parse(one).hashCode(), Selector.parse(other).hashCode());
    assertEquals(Selector.parse(one).filter(), Selector.parse(other).filter());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1} | {\"a\":2}",
        "{\"a\":1} | {\"b\":1}",
        "{\"a\":1} | {\"a\":\"1\"}",
        "{\"a\":{\"$in\":[1]}} | {\"a\":{\"$nin\":[1]}}",
        "{\"a.b\":1} | {\"a\\\\\\\\.b\":1}",
        "{\"a\":{\"$all\":[1]}} | {\"a\":{\"$all\":[1.0]}}",
        "{\"a\":{\"$elemMatch\":{\"b\":1}}} | {\"a\":{\"$allMatch\":{\"b\":1}}}",
        "{\"a\":{\"$elemMatch\":{\"$not\":{\"b\":1}}}} | {\"a\":{\"$elemMatch\":{\"b\":{\"$ne\":1}}}}",
      })
  void whatAsksSomethingElseIsNot(String one, String other) {
    assertNotEquals(Selector.parse(one), Selector.parse(other));
  }

  @Test
  void limitsHold() {
    String deep = "{\"a\":".repeat(101) + "1" + "}".repeat(101);
    assertThrows(InvalidInputException.class, () -> Selector.parse(deep));
    SelectorLimits small = SelectorLimits.DEFAULTS.withMaxBytes(10).withMaxPatternSteps(50);
    assertTooLarge("{\"abcd\":12}", small);
    Selector.parse(bytes("{\"abc\":12}"), small);
    SelectorLimits patterns = SelectorLimits.DEFAULTS.withMaxPatternSteps(50);
    Selector.parse(bytes("{\"a\":{\"$regex\":\"x{20}\"}}"), patterns);
    assertTooLarge("{\"a\":{\"$regex\":\"x{60}\"}}", patterns);
  }

  private static void assertTooLarge(String selector, SelectorLimits limits) {
    InvalidSelectorException refusal =
        assertThrows(InvalidSelectorException.class, () -> Selector.parse(bytes(selector), limits));
    assertEquals(Problem.TOO_LARGE, refusal.problem());
  }

  /** Where each of these is tried by going back and trying again, none ends. */
  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "^(a|b|ab)*c$", "(x+x+)+y"})
  void noRegularExpressionTakesForEver(String pattern) {
    Selector selector = Selector.parse("{\"a\":{\"$regex\":\"" + pattern + "\"}}");
    JsonBody document = JsonBody.parse("{\"a\":\"" + "a".repeat(20_000) + "!\"}");
    assertFalse(
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> selector.matches(document)));
  }

  /** Or they would fill the memory, or the stack, while they are read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((a{100}){100}){100}){100})",
        "((((a{9,}){9,}){9,}){999})",
        "a{99999999999999999999}",
        "((((((((((a{1,5}){1,5}){1,5}){1,5}){1,5}){1,5}){1,5}){1,5}){1,5}){1,5})"
      })
  void regularExpressionsThatGrowAreRefused(String pattern) {
    assertThrows(
        InvalidSelectorException.class,
        () -> Selector.parse("{\"a\":{\"$regex\":\"" + pattern + "\"}}"));
  }

  /** Refused or used, both is fine. */
  private static void use(String pattern) {
    try {
      Selector.parse("{\"a\":{\"$regex\":\"" + pattern + "\"}}")
          .matches(JsonBody.parse("{\"a\":\"xaab\"}"));
    } catch (InvalidSelectorException e) {
      assertFalse(e.reason().isEmpty());
    }
  }

  @Test
  void regularExpressionsHaveSoManyGroups() {
    String groups = "(a)".repeat(200);
    Selector.parse("{\"a\":{\"$regex\":\"" + groups + "\"}}");
    assertTooLarge("{\"a\":{\"$regex\":\"" + groups + "(a)\"}}", SelectorLimits.DEFAULTS);
  }

  /** With half the stack that a thread has. */
  @ParameterizedTest
  @ValueSource(strings = {"(?:a?)", "(a)*", "()", "(((", "a?", "(?:a|b)*"})
  void largeRegularExpressionsDoNotNeedMuchStack(String part) throws InterruptedException {
    int most = SelectorLimits.DEFAULTS.maxPatternSteps();
    String nested = "(".repeat(200) + "a" + ")*".repeat(200);
    String wide = part.repeat(most / part.length() / 2);
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Runnable reading = () -> List.of(nested, wide).forEach(SelectorTest::use);
    Thread thread = new Thread(null, reading, "small", 512 * 1024);
    thread.setUncaughtExceptionHandler((failed, cause) -> failures.add(cause));
    thread.start();
    thread.join();
    assertEquals(List.of(), failures);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        "^([0-9]{1,3}[.]){3}[0-9]{1,3}$",
        "^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}[.]){1,8}[A-Za-z]{2,63}$"
      })
  void regularExpressionsOfEverydayAreRead(String pattern) {
    Selector.parse("{\"a\":{\"$regex\":\"" + pattern + "\"}}");
  }

  @Test
  void whatIsTooMuchToSearchIsNotFound() {
    Selector selector = Selector.parse("{\"a\":{\"$regex\":\"(?:x{500})?|a\"}}");
    assertTrue(selector.matches(JsonBody.parse("{\"a\":\"aaa\"}")));
    assertFalse(selector.matches(JsonBody.parse("{\"a\":\"" + "a".repeat(200_000) + "\"}")));
  }

  @Test
  void longAnswersAreCut() {
    String selector = "{\"a\":{\"$in\":\"" + "x".repeat(1_000) + "\"}}";
    InvalidSelectorException refusal =
        assertThrows(InvalidSelectorException.class, () -> Selector.parse(selector));
    assertTrue(refusal.reason().length() < 300, refusal.reason());
  }

  @Test
  void theServiceIsThere() {
    SelectorParser parser = SelectorParser.installed();
    ChangesFilter.Selector filter = parser.parse(bytes("{\"n\":{\"$gt\":0}}"));
    assertEquals(JsonBody.parse("{\"n\":{\"$gt\":0}}"), filter.json());
    assertTrue(filter.predicate().test(document(false, "{\"n\":1}")));
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> parser.parse(bytes("{\"$x\":0}")));
    assertEquals("Invalid operator: $x", refusal.reason());
    assertEquals(InvalidInputException.Problem.BAD_REQUEST, refusal.problem());
  }
}
