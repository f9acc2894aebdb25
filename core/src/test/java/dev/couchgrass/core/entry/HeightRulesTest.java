package dev.couchgrass.core.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeightRulesTest {
  private static final OptionalLong NONE = OptionalLong.empty();
  private static final long NOW = 1_704_067_200_000L;
  private static final HeightRules TIME =
      HeightRules.DEFAULTS.withDatabase(HeightStrategy.TIMESTAMP);

  @Test
  @Tag("ENT-15")
  void incrementalCountsFromTheHighestParent() {
    assertEquals(0, HeightRules.DEFAULTS.height(NONE, NOW));
    assertEquals(8, HeightRules.DEFAULTS.height(OptionalLong.of(7), NOW));
    assertTrue(HeightRules.DEFAULTS.allows(8, OptionalLong.of(7)));
    assertFalse(HeightRules.DEFAULTS.allows(9, OptionalLong.of(7)));
    assertFalse(HeightRules.DEFAULTS.allows(7, OptionalLong.of(7)));
    assertFalse(HeightRules.DEFAULTS.allows(1, NONE));
  }

  @Test
  @Tag("ENT-15")
  void timestampIsTheTimeUnlessAParentIsLater() {
    assertEquals(NOW, TIME.height(NONE, NOW));
    assertEquals(NOW, TIME.height(OptionalLong.of(7), NOW));
    assertEquals(NOW + 1, TIME.height(OptionalLong.of(NOW), NOW));
    assertEquals(NOW + 6, TIME.height(OptionalLong.of(NOW + 5), NOW));
    assertTrue(TIME.allows(NOW, OptionalLong.of(7)));
    assertFalse(TIME.allows(7, OptionalLong.of(7)));
  }

  @Test
  @Tag("ENT-16")
  void aStoreHasAHeightOfItsOwnIfItHasAStrategy() {
    HeightRules rules =
        TIME.withStores(
            Map.of("counted", HeightStrategy.INCREMENTAL, "timed", HeightStrategy.TIMESTAMP));
    assertEquals(OptionalLong.of(0), rules.storeHeight("counted", NOW, NONE, NOW));
    assertEquals(OptionalLong.of(4), rules.storeHeight("counted", NOW, OptionalLong.of(3), NOW));
    assertEquals(OptionalLong.of(NOW), rules.storeHeight("timed", 3, OptionalLong.of(3), NOW));
    assertEquals(NONE, rules.storeHeight("other", NOW, OptionalLong.of(3), NOW));
  }

  /** A store whose strategy was taken away goes on from where it was. */
  @Test
  @Tag("ENT-16")
  void aStoreWithoutAStrategyStaysAboveItsParents() {
    OptionalLong parent = OptionalLong.of(NOW);
    assertEquals(
        OptionalLong.of(NOW + 1), HeightRules.DEFAULTS.storeHeight("notes", 5, parent, NOW));
    Subtree part = Subtree.of("notes");
    assertTrue(HeightRules.DEFAULTS.allowsInStore(World.high(part, NOW + 1), 5, parent));
    assertFalse(HeightRules.DEFAULTS.allowsInStore(World.high(part, NOW + 2), 5, parent));
    assertFalse(HeightRules.DEFAULTS.allowsInStore(part, 5, parent));
    assertTrue(HeightRules.DEFAULTS.allowsInStore(part, NOW + 1, parent));
    assertFalse(HeightRules.DEFAULTS.allowsInStore(World.high(part, NOW + 1), NOW + 1, parent));
  }

  @Test
  @Tag("ENT-16")
  void aSystemStoreHasNone() {
    Map<String, HeightStrategy> system = Map.of("_settings", HeightStrategy.TIMESTAMP);
    assertThrows(IllegalArgumentException.class, () -> HeightRules.DEFAULTS.withStores(system));
  }

  @Test
  void theSettingsHaveAWordForEach() {
    assertEquals("incremental", HeightStrategy.INCREMENTAL.setting());
    assertEquals("timestamp", HeightStrategy.TIMESTAMP.setting());
  }
}
