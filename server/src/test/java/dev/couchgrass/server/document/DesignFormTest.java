package dev.couchgrass.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesignFormTest {
  private static DesignForm read(String json) {
    return DesignForm.require(JsonBody.parse(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"views\":{}}",
        "{\"views\":{\"a\":{\"map\":\"f\",\"reduce\":\"_sum\",\"x\":1},\"lib\":{\"m\":\"code\"}}}",
        "{\"views\":{\"a\":{\"map\":{\"fields\":{}}}},\"language\":\"query\"}",
        "{\"filters\":{\"a\":\"f\",\"b\":{}},\"lists\":{},\"shows\":{},\"updates\":{}}",
        "{\"rewrites\":\"f\"}",
        "{\"rewrites\":[{\"from\":\"a\"}]}",
        "{\"options\":{\"local_seq\":true,\"include_design\":false,\"partitioned\":false,\"x\":1}}",
        "{\"anything\":{\"map\":1}}"
      })
  void whatCouchTakesIsTaken(String json) {
    assertFalse(read(json).validates());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"views\":1} | `views` field must have object type",
        "{\"views\":null} | `views` field must have object type",
        "{\"views\":{\"a\":\"f\"}} | `views.a` field must have object type",
        "{\"views\":{\"lib\":\"f\"}} | `views.lib` field must have object type",
        "{\"views\":{\"a\":{}}} | View `a` must contain map function",
        "{\"views\":{\"a\":{\"map\":{}}}} | `views.a.map` field must have string type",
        "{\"views\":{\"a\":{\"map\":\"f\"}},\"language\":\"query\"}"
            + " | `views.a.map` field must have object type",
        "{\"views\":{\"a\":{\"map\":\"f\",\"reduce\":1}}}"
            + " | `views.a.reduce` field must have string type",
        "{\"language\":1} | `language` field must have string type",
        "{\"filters\":\"f\"} | `filters` field must have object type",
        "{\"shows\":{\"a\":1}} | `shows.a` field must have string or object type",
        "{\"rewrites\":{}} | `rewrites` field must have array or string type",
        "{\"validate_doc_update\":{}} | `validate_doc_update` field must have string type",
        "{\"options\":[]} | `options` field must have object type",
        "{\"options\":{\"local_seq\":1}} | `options.local_seq` field must have boolean type",
        "{\"options\":{\"partitioned\":true}}"
            + " | partitioned option cannot be true in a non-partitioned database."
      })
  void whatCouchRefusesIsRefused(String json, String reason) {
    StoreException refusal = assertThrows(StoreException.class, () -> read(json));
    assertEquals(ErrorCode.INVALID_DESIGN_DOCUMENT, refusal.code());
    assertEquals(reason, refusal.reason());
  }

  @Test
  void tellsWhetherItValidates() {
    assertTrue(read("{\"validate_doc_update\":\"f\"}").validates());
  }
}
