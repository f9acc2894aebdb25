package dev.couchgrass.instance.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.HeightRules;
import dev.couchgrass.core.entry.HeightStrategy;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeightSettingsTest {
  private static final Map<String, String> NONE = Map.of();

  private static HeightRules rules(Value value) {
    return HeightSettings.rules(Doc.of("height_strategy", value), NONE);
  }

  @Test
  @Tag("AUT-4")
  void theSettingsNameAStrategy() {
    assertEquals(HeightStrategy.TIMESTAMP, rules(Value.of("timestamp")).database());
    assertEquals(HeightStrategy.INCREMENTAL, rules(Value.of("incremental")).database());
    for (HeightStrategy strategy : HeightStrategy.values()) {
      assertEquals(strategy, HeightSettings.rules(HeightSettings.put(strategy), NONE).database());
    }
  }

  @Test
  @Tag("AUT-4")
  void anUnknownWordIsAsNone() {
    assertEquals(HeightRules.DEFAULTS, HeightSettings.rules(Doc.EMPTY, NONE));
    assertEquals(HeightRules.DEFAULTS, rules(Value.of("\"timestamp\"")));
    assertEquals(HeightRules.DEFAULTS, rules(Value.of("Timestamp")));
    assertEquals(HeightRules.DEFAULTS, rules(Value.of(1)));
    assertEquals(HeightRules.DEFAULTS, rules(Doc.EMPTY));
  }

  @Test
  @Tag("AUT-4")
  void storesMayHaveTheirOwn() {
    HeightRules rules =
        HeightSettings.rules(
            HeightSettings.put(HeightStrategy.TIMESTAMP),
            Map.of("counted", "incremental", "odd", "random", "_index", "incremental"));
    assertEquals(HeightStrategy.TIMESTAMP, rules.database());
    assertEquals(Map.of("counted", HeightStrategy.INCREMENTAL), rules.stores());
  }
}
