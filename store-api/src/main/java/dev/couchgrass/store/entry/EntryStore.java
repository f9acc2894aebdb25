package dev.couchgrass.store.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The signed entries of any number of databases, in whatever order they arrive.
 *
 * <p>It knows how entries are linked, and nothing of keys: whoever calls verifies them, and tells
 * by {@link #setStatus}. A database is named by the id of its root, which need not be there. Each
 * store of a database is a graph of its own over the same entries.
 *
 * <p>Wherever entries are in order, they are by height (in a store, by the height there), then by
 * the unsigned bytes of their ids.
 *
 * <p>A write is whole or not at all; when its future completes, it is visible to every read that
 * begins later, and as durable as the storage is. Writes take effect in the order of the calls.
 * Each read is of one moment. Futures complete on the caller's context. Every method throws {@link
 * IllegalStateException} once the storage is closed, and fails with {@link ErrorCode#STORE_FAILED}
 * if the store does.
 */
public interface EntryStore {
  /** The most entries that one call of {@link #put} or {@link #get(Collection)} takes. */
  int MAX_ENTRIES = 10_000;

  /**
   * Keeps entries as {@link EntryStatus#UNVERIFIED}. One that is there already stays as it is, its
   * status too.
   *
   * @return those that were not there
   */
  Future<Set<Cid>> put(List<Entry> entries);

  /**
   * Keeps entries that the caller has verified, as {@link EntryStatus#VERIFIED}: as {@link #put},
   * then {@link #setStatus} of those that are unverified, in one. Fails as they do, and with {@link
   * ErrorCode#ENTRY_STATUS} if one has failed; nothing is kept then.
   *
   * @return those that were not there
   */
  Future<Set<Cid>> putVerified(List<Entry> entries);

  /**
   * Tells what became known of entries. One whose status it is already stays as it is. Entries may
   * come before their parents in the map.
   *
   * <p>Fails, and changes nothing, with {@link ErrorCode#ENTRY_MISSING} if one is not there; with
   * {@link ErrorCode#ENTRY_STATUS} if one is settled otherwise ({@link EntryStatus#mayBecome}), or
   * is to be accepted and one of its parents, in the database or a store, is not accepted, or of
   * another database.
   */
  Future<Void> setStatus(Map<Cid, EntryStatus> statuses);

  /** An entry; empty if it is not there. */
  Future<Optional<StoredEntry>> get(Cid id);

  /** Those of some entries that are there. */
  Future<Map<Cid, StoredEntry>> get(Collection<Cid> ids);

  /** What is known of an entry; empty if it is not there. */
  Future<Optional<EntryStatus>> status(Cid id);

  /** The roots that are there, whatever their status, in the order of their ids. */
  Future<ResultCursor<StoredEntry>> roots();

  /** The entries of a database, in order. */
  Future<ResultCursor<StoredEntry>> entries(Cid database);

  /** The entries that take part in a store, in the store's order. */
  Future<ResultCursor<StoredEntry>> entries(Cid database, String store);

  /**
   * The entries of a database that have a status, in order. Costs what it returns, except for
   * {@link EntryStatus#VERIFIED}, for which it looks at all entries of the database.
   */
  Future<ResultCursor<StoredEntry>> withStatus(Cid database, EntryStatus status);

  /**
   * The ids of entries of all databases that have a status, in an arbitrary order. Costs what it
   * returns, except for {@link EntryStatus#VERIFIED}, for which it looks at all entries.
   */
  Future<ResultCursor<Cid>> withStatus(EntryStatus status);

  /**
   * The parents that are not there of entries of a database that are, in the order of their ids:
   * what it takes to verify the rest.
   */
  Future<ResultCursor<Cid>> missing(Cid database);

  /** The entries of a database that nothing there builds on, whatever their status. */
  Future<Tips> tips(Cid database);

  /** The entries of a store that nothing there builds on in the store, whatever their status. */
  Future<Tips> tips(Cid database, String store);

  /**
   * The verified entries of a database that no verified entry descends from. Voided entries are
   * none, but lead on to what they build on.
   */
  Future<Tips> verifiedTips(Cid database);

  /** The tips of a store as of the verified tips of the database: {@link #tipsAt} now. */
  Future<Tips> verifiedTips(Cid database, String store);

  /**
   * The tips of a store as of a moment of its database: of the entries that the moment stands for,
   * those that take part in the store, void or not, and that no other of these descends from. What
   * is not there of these entries is left out.
   *
   * <p>Costs a look-up for each entry between the moment and the store's tips, one if the moment is
   * now. Fails with {@link ErrorCode#ENTRY_MISSING} if an entry of the moment is not there, and
   * with {@link ErrorCode#BAD_REQUEST} if one is of another database.
   */
  Future<Tips> tipsAt(Cid database, String store, Tips moment);

  /**
   * Part of a history, in order: a parent comes before its child. What is not there of it is left
   * out.
   *
   * <p>Costs what it returns, and the part of the history of {@code from} that is not below all of
   * {@code to}; holds the ids, not the entries. Fails with {@link ErrorCode#ENTRY_MISSING} if an
   * entry of {@code to} is not there, and with {@link ErrorCode#BAD_REQUEST} if one is of another
   * database or not in the store.
   */
  Future<ResultCursor<StoredEntry>> history(EntryRange range);

  /**
   * The highest entry that every way from these entries down to a root of the store passes: below
   * it, they have one history. Itself if there is one; empty if they begin apart, or a way ends in
   * what is not there. Costs the entries above it. Fails as {@link #history} does, and with {@link
   * ErrorCode#BAD_REQUEST} if there is none to begin with.
   */
  Future<Optional<Cid>> mergeBase(Cid database, String store, Tips tips);

  /**
   * The way from a root of a store up to one of its entries, over the first parent of each. Fails
   * as {@link #history} does.
   */
  Future<List<Cid>> firstParentPath(Cid database, String store, Cid target);

  /**
   * Whether entries are among those that others descend from, or are them, by the links of the
   * database. None always are. Looks at nothing below the lowest of those looked for.
   *
   * <p>Fails with {@link ErrorCode#BAD_REQUEST} if one that is there is of another database.
   */
  Future<Reachability> reaches(Cid database, Tips from, Collection<Cid> targets);

  /**
   * The parents of an entry in a store, in order; those that are not there come last, by their ids.
   * None if it is not there, or not in that store or database.
   */
  Future<List<Cid>> storeParents(Cid database, String store, Cid id);

  /** A state that was kept; empty if it was not, or had to make room. */
  Future<Optional<byte[]>> cachedState(StateKey key);

  /**
   * Keeps a state, so that nobody works it out again. There is so much room for states; what was
   * kept earliest makes room. One that is larger than the room, or than the engine takes, is not
   * kept, nor one of a name that is too long for a store, or no Unicode.
   */
  Future<Void> cacheState(StateKey key, byte[] state);

  /** Forgets all states. */
  Future<Void> clearStates();

  /** What the instance keeps of itself; empty until it has: it is there from then on. */
  Future<Optional<byte[]>> instanceMetadata();

  /** Keeps what the instance says of itself. */
  Future<Void> setInstanceMetadata(byte[] metadata);

  /** What the instance keeps and tells nobody; empty if there is nothing. */
  Future<Optional<byte[]>> instanceSecrets();

  /** Keeps what the instance tells nobody. As safe as the storage's other data, and not safer. */
  Future<Void> setInstanceSecrets(byte[] secrets);
}
