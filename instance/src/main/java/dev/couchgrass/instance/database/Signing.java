package dev.couchgrass.instance.database;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.HeightRules;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.instance.auth.HeightSettings;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.Map;
import java.util.OptionalLong;

/** Makes an entry of edits, and signs it. */
final class Signing {
  private final DatabaseCore core;
  private final DatabaseKey key;
  private final Anchor anchor;

  Signing(DatabaseCore core, DatabaseKey key, Anchor anchor) {
    this.core = core;
    this.key = key;
    this.anchor = anchor;
  }

  /**
   * The entry.
   *
   * @param deltas what changes, by store
   */
  Future<Entry> sign(Map<String, Doc> deltas) {
    return core.history()
        .settingsAt(anchor.pin())
        .compose(settings -> sign(deltas, HeightSettings.rules(settings)));
  }

  private Future<Entry> sign(Map<String, Doc> deltas, HeightRules rules) {
    long now = core.means().clock().millis();
    long height = rules.height(anchor.highest(), now);
    EntryBuilder builder =
        EntryBuilder.child(core.id(), anchor.moment().ids(), anchor.pin().ids())
            .height(height)
            .signer(key.identity());
    return Repeat.each(
            deltas.entrySet(),
            delta ->
                part(delta.getKey(), delta.getValue(), rules, height, now).map(builder::subtree))
        .map(done -> builder.sign(key.key()));
  }

  private Future<Subtree> part(String store, Doc delta, HeightRules rules, long height, long now) {
    return core.entries()
        .tipsAt(core.id(), store, anchor.moment())
        .compose(
            tips ->
                highest(store, tips)
                    .map(
                        highest ->
                            Subtree.of(store)
                                .withParents(tips.ids())
                                .withData(delta.encode())
                                .withHeight(rules.storeHeight(store, height, highest, now))));
  }

  private Future<OptionalLong> highest(String store, Tips tips) {
    return core.entries()
        .get(tips.ids())
        .map(
            found ->
                found.values().stream()
                    .map(StoredEntry::entry)
                    .mapToLong(entry -> entry.storeHeight(store))
                    .max());
  }
}
