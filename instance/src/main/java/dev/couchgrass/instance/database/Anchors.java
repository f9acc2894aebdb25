package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.history.Lookup;
import dev.couchgrass.instance.history.Pins;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.StoredEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a transaction builds on: the tips of a moment, and if one of them was written under
 * settings that are not among what they descend from, these too, since nobody may write under older
 * ones.
 */
final class Anchors {
  private final DatabaseCore core;

  Anchors(DatabaseCore core) {
    this.core = core;
  }

  Future<Anchor> at(Tips moment) {
    return at(new HashSet<>(moment.ids()), true);
  }

  private Future<Anchor> at(Set<Cid> ids, boolean mayGrow) {
    Tips moment = Tips.of(ids);
    return Lookup.find(core.entries(), ids)
        .compose(found -> parents(ids, found))
        .compose(
            parents ->
                core.entries()
                    .tipsAt(core.id(), StoreNames.SETTINGS, moment)
                    .compose(
                        settings ->
                            beyond(parents, settings)
                                .compose(
                                    beyond -> {
                                      if (beyond.isEmpty() || !mayGrow) {
                                        return Future.succeededFuture(
                                            new Anchor(parents, settings));
                                      }
                                      ids.addAll(beyond);
                                      return at(ids, false);
                                    })));
  }

  private Future<List<Entry>> parents(Set<Cid> ids, Map<Cid, StoredEntry> found) {
    List<Entry> parents = new ArrayList<>();
    for (Cid id : ids) {
      Optional<StoredEntry> stored =
          Optional.ofNullable(found.get(id))
              .filter(entry -> entry.status().isAccepted())
              .filter(entry -> entry.entry().database().equals(core.id()));
      if (stored.isEmpty()) {
        return Future.failedFuture(
            new InstanceException(InstanceProblem.ILLEGAL_MOMENT, id.toString()));
      }
      parents.add(stored.get().entry());
    }
    return ids.isEmpty()
        ? Future.failedFuture(new InstanceException(InstanceProblem.ILLEGAL_MOMENT))
        : Future.succeededFuture(parents);
  }

  /** The settings that parents pin and that a moment does not know. */
  private Future<List<Cid>> beyond(List<Entry> parents, Tips settings) {
    Set<Cid> pinned = new HashSet<>();
    parents.forEach(parent -> pinned.addAll(Pins.after(parent)));
    settings.ids().forEach(pinned::remove);
    if (pinned.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    EntryRange range =
        EntryRange.to(core.id(), StoreNames.SETTINGS, Tips.of(pinned)).from(settings);
    return core.entries()
        .history(range)
        .compose(cursor -> cursor.toList(Integer.MAX_VALUE - 1))
        .map(
            entries ->
                entries.stream()
                    .map(stored -> stored.entry().id())
                    .filter(pinned::contains)
                    .toList());
  }
}
