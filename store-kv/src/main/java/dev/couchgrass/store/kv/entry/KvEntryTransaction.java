package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.EntryTransaction;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.kv.commit.Lane;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.commit.Turn;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The store of entries within a transaction that has the turn to write to it. */
final class KvEntryTransaction implements EntryTransaction {
  /** How many look-ups an entry is that is put, about. */
  private static final long LOOK_UPS = 8;

  private final Turn<EntryUnit> turn;
  private final EntryView view;
  private final Lane lane;
  private final Turn.Room room;

  KvEntryTransaction(Turn<EntryUnit> turn, EntryView view, Lane lane, Turn.Room room) {
    this.turn = turn;
    this.view = view;
    this.lane = lane;
    this.room = room;
  }

  private <T> Future<T> apply(Mutation<EntryUnit, T> mutation, long weight) {
    return lane.run(LOOK_UPS * weight, () -> turn.apply(mutation, room));
  }

  @Override
  public Future<Set<Cid>> put(List<Entry> entries) {
    KvEntryStore.requireFew(entries.size());
    return apply(new PutEntries(List.copyOf(entries)), KvEntryStore.weight(entries));
  }

  @Override
  public Future<Set<Cid>> putVerified(List<Entry> entries) {
    KvEntryStore.requireFew(entries.size());
    return apply(new PutVerified(List.copyOf(entries)), KvEntryStore.weight(entries));
  }

  @Override
  public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
    return apply(new SettleEntries(Map.copyOf(statuses)), statuses.size()).mapEmpty();
  }

  @Override
  public Future<Optional<StoredEntry>> get(Cid id) {
    return lane.run(1, () -> view.reads().stored(id));
  }

  @Override
  public Future<Map<Cid, StoredEntry>> get(Collection<Cid> ids) {
    KvEntryStore.requireFew(ids.size());
    List<Cid> wanted = List.copyOf(ids);
    return lane.run(wanted.size(), () -> view.stored(wanted));
  }

  @Override
  public Future<Optional<EntryStatus>> status(Cid id) {
    return lane.run(1, () -> view.reads().record(id).map(EntryRecord::status));
  }

  @Override
  public Future<Tips> tips(Cid database) {
    return tips(database, EntrySpace.TIPS);
  }

  @Override
  public Future<Tips> verifiedTips(Cid database) {
    return tips(database, EntrySpace.VERIFIED_TIPS);
  }

  private Future<Tips> tips(Cid database, EntrySpace which) {
    return lane.run(1, () -> view.tips(which, database, Optional.empty()));
  }
}
