package dev.couchgrass.conformance.broken.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.Reachability;
import dev.couchgrass.store.entry.StateKey;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that hands everything on to another one. What is wrong on purpose extends it. */
public class DelegatingEntryStore implements EntryStore {
  final EntryStore inner;

  public DelegatingEntryStore(EntryStore inner) {
    this.inner = inner;
  }

  @Override
  public Future<Set<Cid>> put(List<Entry> entries) {
    return inner.put(entries);
  }

  @Override
  public Future<Set<Cid>> putVerified(List<Entry> entries) {
    return inner.putVerified(entries);
  }

  @Override
  public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
    return inner.setStatus(statuses);
  }

  @Override
  public Future<Optional<StoredEntry>> get(Cid id) {
    return inner.get(id);
  }

  @Override
  public Future<Map<Cid, StoredEntry>> get(Collection<Cid> ids) {
    return inner.get(ids);
  }

  @Override
  public Future<Optional<EntryStatus>> status(Cid id) {
    return inner.status(id);
  }

  @Override
  public Future<ResultCursor<StoredEntry>> roots() {
    return inner.roots();
  }

  @Override
  public Future<ResultCursor<StoredEntry>> entries(Cid database) {
    return inner.entries(database);
  }

  @Override
  public Future<ResultCursor<StoredEntry>> entries(Cid database, String store) {
    return inner.entries(database, store);
  }

  @Override
  public Future<ResultCursor<StoredEntry>> withStatus(Cid database, EntryStatus status) {
    return inner.withStatus(database, status);
  }

  @Override
  public Future<ResultCursor<Cid>> withStatus(EntryStatus status) {
    return inner.withStatus(status);
  }

  @Override
  public Future<ResultCursor<Cid>> missing(Cid database) {
    return inner.missing(database);
  }

  @Override
  public Future<Tips> tips(Cid database) {
    return inner.tips(database);
  }

  @Override
  public Future<Tips> tips(Cid database, String store) {
    return inner.tips(database, store);
  }

  @Override
  public Future<Tips> verifiedTips(Cid database) {
    return inner.verifiedTips(database);
  }

  @Override
  public Future<Tips> verifiedTips(Cid database, String store) {
    return inner.verifiedTips(database, store);
  }

  @Override
  public Future<Tips> tipsAt(Cid database, String store, Tips moment) {
    return inner.tipsAt(database, store, moment);
  }

  @Override
  public Future<ResultCursor<StoredEntry>> history(EntryRange range) {
    return inner.history(range);
  }

  @Override
  public Future<Optional<Cid>> mergeBase(Cid database, String store, Tips tips) {
    return inner.mergeBase(database, store, tips);
  }

  @Override
  public Future<List<Cid>> firstParentPath(Cid database, String store, Cid target) {
    return inner.firstParentPath(database, store, target);
  }

  @Override
  public Future<Reachability> reaches(Cid database, Tips from, Collection<Cid> targets) {
    return inner.reaches(database, from, targets);
  }

  @Override
  public Future<List<Cid>> storeParents(Cid database, String store, Cid id) {
    return inner.storeParents(database, store, id);
  }

  @Override
  public Future<Optional<byte[]>> cachedState(StateKey key) {
    return inner.cachedState(key);
  }

  @Override
  public Future<Void> cacheState(StateKey key, byte[] state) {
    return inner.cacheState(key, state);
  }

  @Override
  public Future<Void> clearStates() {
    return inner.clearStates();
  }

  @Override
  public Future<Optional<byte[]>> instanceMetadata() {
    return inner.instanceMetadata();
  }

  @Override
  public Future<Void> setInstanceMetadata(byte[] metadata) {
    return inner.setInstanceMetadata(metadata);
  }

  @Override
  public Future<Optional<byte[]>> instanceSecrets() {
    return inner.instanceSecrets();
  }

  @Override
  public Future<Void> setInstanceSecrets(byte[] secrets) {
    return inner.setInstanceSecrets(secrets);
  }

  /** All rows of a listing. */
  static <T> Future<List<T>> all(Future<ResultCursor<T>> listing) {
    return listing.compose(rows -> rows.toList(1_000_000));
  }
}
