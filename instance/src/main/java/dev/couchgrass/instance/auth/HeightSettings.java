package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.HeightRules;
import dev.couchgrass.core.entry.HeightStrategy;
import dev.couchgrass.core.entry.StoreNames;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How a database's settings say that heights are given. */
public final class HeightSettings {
  private static final String STRATEGY = "height_strategy";
  private static final String STORES = "height_strategies";

  private HeightSettings() {}

  /** The rules that settings have. An unknown word is as none, and so is one for a system store. */
  public static HeightRules rules(Doc settings) {
    Doc stores = Forms.docOrEmpty(settings, STORES);
    Map<String, HeightStrategy> known = new HashMap<>();
    for (String store : stores.toMap().keySet()) {
      if (!StoreNames.isSystem(store)) {
        Forms.text(stores, store)
            .flatMap(HeightSettings::strategy)
            .ifPresent(strategy -> known.put(store, strategy));
      }
    }
    HeightRules rules = HeightRules.DEFAULTS.withStores(known);
    return Forms.text(settings, STRATEGY)
        .flatMap(HeightSettings::strategy)
        .map(rules::withDatabase)
        .orElse(rules);
  }

  /** The change of the settings that gives a database another strategy. */
  public static Doc put(HeightStrategy strategy) {
    return Doc.of(STRATEGY, Value.of(strategy.setting()));
  }

  /** The change of the settings that gives a store another strategy than the database's. */
  public static Doc put(String store, HeightStrategy strategy) {
    return Doc.of(STORES, Doc.of(store, Value.of(strategy.setting())));
  }

  private static Optional<HeightStrategy> strategy(String word) {
    return Arrays.stream(HeightStrategy.values())
        .filter(strategy -> strategy.setting().equals(word))
        .findFirst();
  }
}
