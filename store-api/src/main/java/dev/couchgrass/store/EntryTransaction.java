package dev.couchgrass.store;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The store of signed entries within a transaction. Every method does what the one of {@link
 * EntryStore} does, but that it sees, and is part of, the transaction.
 */
public interface EntryTransaction {
  /** See {@link EntryStore#put}. */
  Future<Set<Cid>> put(List<Entry> entries);

  /** See {@link EntryStore#putVerified}. */
  Future<Set<Cid>> putVerified(List<Entry> entries);

  /** See {@link EntryStore#setStatus}. */
  Future<Void> setStatus(Map<Cid, EntryStatus> statuses);

  /** See {@link EntryStore#get(Cid)}. */
  Future<Optional<StoredEntry>> get(Cid id);

  /** See {@link EntryStore#get(Collection)}. */
  Future<Map<Cid, StoredEntry>> get(Collection<Cid> ids);

  /** See {@link EntryStore#status}. */
  Future<Optional<EntryStatus>> status(Cid id);

  /** See {@link EntryStore#tips(Cid)}. */
  Future<Tips> tips(Cid database);

  /** See {@link EntryStore#verifiedTips(Cid)}. */
  Future<Tips> verifiedTips(Cid database);
}
