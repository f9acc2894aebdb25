package dev.couchgrass.instance.database;

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
import java.util.Optional;
import java.util.OptionalLong;

/** Makes an entry of edits, and signs it. */
final class Signing {
  /** What an entry says in a store. */
  @FunctionalInterface
  interface Change {
    /** It takes part, so that it joins what is there, and changes nothing. */
    Change NOTHING = place -> Optional.empty();

    /** Its bytes in an entry that stands at a place; empty if it changes nothing. */
    Optional<byte[]> data(Place place);
  }

  private final DatabaseCore core;
  private final DatabaseKey key;
  private final Anchor anchor;

  Signing(DatabaseCore core, DatabaseKey key, Anchor anchor) {
    this.core = core;
    this.key = key;
    this.anchor = anchor;
  }

  /**
   * The entry. Fails with {@link dev.couchgrass.core.entry.InvalidEntryException} if it is larger
   * than an entry may be.
   *
   * @param changes what changes, by store
   */
  Future<Entry> sign(Map<String, Change> changes) {
    return core.history()
        .settingsAt(anchor.pin())
        .compose(settings -> sign(changes, HeightSettings.rules(settings)));
  }

  private Future<Entry> sign(Map<String, Change> changes, HeightRules rules) {
    long now = core.means().clock().millis();
    long height = rules.height(anchor.highest(), now);
    EntryBuilder builder =
        EntryBuilder.child(core.id(), anchor.moment().ids(), anchor.pin().ids())
            .height(height)
            .signer(key.identity());
    return Repeat.each(
            changes.entrySet(),
            change ->
                part(change.getKey(), change.getValue(), rules, height, now).map(builder::subtree))
        .map(done -> builder.sign(key.key()));
  }

  private Future<Subtree> part(
      String store, Change change, HeightRules rules, long height, long now) {
    return core.entries()
        .tipsAt(core.id(), store, anchor.moment())
        .compose(
            tips ->
                highest(store, tips)
                    .map(highest -> rules.storeHeight(store, height, highest, now))
                    .map(
                        own -> {
                          Subtree part = Subtree.of(store).withParents(tips.ids()).withHeight(own);
                          return change.data(place(height, own)).map(part::withData).orElse(part);
                        }));
  }

  private Place place(long height, OptionalLong own) {
    return new Place(anchor.moment(), anchor.pin(), height, own.orElse(height));
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
