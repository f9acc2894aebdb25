package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.hash.Cid;
import java.util.List;

/** Which settings are known where an entry is. */
public final class Pins {
  private Pins() {}

  /** What whoever builds on an entry pins at least: it, if it changes the settings, or its pin. */
  public static List<Cid> after(Entry entry) {
    return entry.subtree(StoreNames.SETTINGS).isPresent()
        ? List.of(entry.id())
        : entry.metadata().settingsTips();
  }
}
