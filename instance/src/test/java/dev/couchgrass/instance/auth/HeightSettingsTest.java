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
  private static HeightRules rules(Value value) {
    return HeightSettings.rules(Doc.of("height_strategy", value));
  }

  @Test
  @Tag("AUT-4")
  void theSettingsNameAStrategy() {
    assertEquals(HeightStrategy.TIMESTAMP, rules(Value.of("timestamp")).database());
    assertEquals(HeightStrategy.INCREMENTAL, rules(Value.of("incremental")).database());
    for (HeightStrategy strategy : HeightStrategy.values()) {
      assertEquals(strategy, HeightSettings.rules(HeightSettings.put(strategy)).database());
    }
  }

  @Test
  @Tag("AUT-4")
  void anUnknownWordIsAsNone() {
    assertEquals(HeightRules.DEFAULTS, HeightSettings.rules(Doc.EMPTY));
    assertEquals(HeightRules.DEFAULTS, rules(Value.of("\"timestamp\"")));
    assertEquals(HeightRules.DEFAULTS, rules(Value.of("Timestamp")));
    assertEquals(HeightRules.DEFAULTS, rules(Value.of(1)));
    assertEquals(HeightRules.DEFAULTS, rules(Doc.EMPTY));
  }

  @Test
  @Tag("AUT-4")
  void storesMayHaveTheirOwn() {
    Doc settings = HeightSettings.put(HeightStrategy.TIMESTAMP);
    settings = settings.merge(HeightSettings.put("counted", HeightStrategy.INCREMENTAL));
    settings = settings.merge(HeightSettings.put("_index", HeightStrategy.INCREMENTAL));
    settings = settings.merge(Doc.of("height_strategies", Doc.of("odd", Value.of("random"))));
    HeightRules rules = HeightSettings.rules(settings);
    assertEquals(HeightStrategy.TIMESTAMP, rules.database());
    assertEquals(Map.of("counted", HeightStrategy.INCREMENTAL), rules.stores());
  }
}
