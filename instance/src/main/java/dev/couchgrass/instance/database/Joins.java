package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.EntryLimits;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes of a moment one that an entry can build on: where the database, or a store of it, has more
 * tips there than an entry may name, some are joined first, by entries that say nothing.
 *
 * <p>What joins tips of a store has these for parents in the database, too, and so descends from
 * nothing else of the store, also where somebody joined the database and not the store.
 */
final class Joins {
  /** How many tips one entry joins: there may be settings to be joined with them. */
  private static final int PIECE = EntryLimits.MAX_IDS / 2;

  private final DatabaseCore core;
  private final DatabaseKey key;
  private final Anchors anchors;
  private volatile Anchor anchor;

  Joins(DatabaseCore core, DatabaseKey key, Anchor anchor) {
    this.core = core;
    this.key = key;
    this.anchors = new Anchors(core);
    this.anchor = anchor;
  }

  /**
   * The moment as it is to be built on, by an entry that takes part in some stores. Writes what
   * joins, if that is needed; if this fails, nothing but that was written.
   */
  Future<Anchor> joined(Collection<String> stores) {
    return joinSettings()
        .compose(done -> Repeat.each(stores, this::joinStore))
        .compose(done -> Repeat.whileTrue(this::joinParents))
        .map(done -> anchor);
  }

  /** Whoever writes pins them all. Only an admin can join them. */
  private Future<Void> joinSettings() {
    return fits(anchor.pin()) ? Future.succeededFuture() : joinStore(StoreNames.SETTINGS);
  }

  private static boolean fits(Tips tips) {
    return tips.ids().size() <= EntryLimits.MAX_IDS;
  }

  private Future<Void> joinStore(String store) {
    return Repeat.whileTrue(
        () ->
            core.entries()
                .tipsAt(core.id(), store, anchor.moment())
                .compose(tips -> joinSome(tips, Set.of(store))));
  }

  private Future<Boolean> joinParents() {
    return joinSome(anchor.moment(), Set.of());
  }

  /** Joins some, if they are too many; whether they were. */
  private Future<Boolean> joinSome(Tips tips, Set<String> stores) {
    return fits(tips)
        ? Future.succeededFuture(false)
        : join(tips.ids().subList(0, PIECE), stores).map(true);
  }

  private Future<Void> join(List<Cid> some, Set<String> stores) {
    Map<String, Signing.Change> nothing =
        stores.stream()
            .collect(Collectors.toMap(Function.identity(), it -> Signing.Change.NOTHING));
    return anchors
        .at(Tips.of(some))
        .compose(at -> new Signing(core, key, at).sign(nothing))
        .compose(
            entry ->
                core.take(List.of(entry), WriteSource.LOCAL)
                    .compose(received -> Outcomes.required(entry, received)))
        .compose(id -> anchors.at(instead(some, id)))
        .map(
            next -> {
              anchor = next;
              return null;
            });
  }

  /** The moment with an entry instead of those that it joins. */
  private Tips instead(List<Cid> some, Cid join) {
    Set<Cid> ids = new HashSet<>(anchor.moment().ids());
    some.forEach(ids::remove);
    ids.add(join);
    return Tips.of(ids);
  }
}
