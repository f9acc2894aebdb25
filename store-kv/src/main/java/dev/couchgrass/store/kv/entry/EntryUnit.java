package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.commit.Overlay;
import dev.couchgrass.store.kv.commit.UnitOfWork;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The newest state of an entry store with changes on top that are not committed yet. */
public final class EntryUnit implements UnitOfWork {
  private static final byte[] NOTHING = {};

  private final Overlay overlay;
  private final EntryKeys keys;
  private final EntryCache cache;
  private final EntryReads reads;
  private final EntryCounters before;
  private EntryCounters counters;

  EntryUnit(Snapshot newest, EntryKeys keys, EntryCache cache) {
    this.overlay = new Overlay(newest);
    this.keys = keys;
    this.cache = cache;
    this.reads = new EntryReads(overlay::get, keys, cache);
    this.before = newest.get(keys.counters()).map(EntryCounters::decode).orElse(EntryCounters.ZERO);
    this.counters = before;
  }

  EntryKeys keys() {
    return keys;
  }

  EntryReads reads() {
    return reads;
  }

  EntryCounters counters() {
    return counters;
  }

  void setCounters(EntryCounters next) {
    counters = next;
  }

  Optional<byte[]> get(byte[] key) {
    return overlay.get(key);
  }

  void put(byte[] key, byte[] value) {
    overlay.put(key, value);
  }

  void note(byte[] key) {
    overlay.put(key, NOTHING);
  }

  void delete(byte[] key) {
    overlay.delete(key);
  }

  List<byte[]> keys(KeyRange range, int max) {
    return overlay.keys(range, max);
  }

  /** The database that an entry belongs to, which gets a number if it has none. */
  DatabaseRecord database(Entry entry) {
    Cid root = entry.database();
    Optional<DatabaseRecord> known = reads.database(root);
    if (known.isEmpty()) {
      counters = counters.withDatabase();
    }
    DatabaseRecord database =
        new DatabaseRecord(
            known.map(DatabaseRecord::number).orElse((int) counters.databases()),
            entry.isRoot() || known.filter(DatabaseRecord::rooted).isPresent());
    if (!known.equals(Optional.of(database))) {
      put(keys.database(root), database.encode());
    }
    return database;
  }

  /** Keeps an entry's bytes, and what is said of it. */
  void add(Entry entry, EntryRecord record) {
    byte[] bytes = entry.bytes();
    for (int from = 0, piece = 0; from < bytes.length; piece++) {
      int to = Math.min(bytes.length, from + EntryReads.PIECE_BYTES);
      boolean whole = from == 0 && to == bytes.length;
      put(keys.piece(entry.id(), piece), whole ? bytes : Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    put(entry.id(), record);
    cache.add(entry);
    counters = counters.withEntry();
  }

  void put(Cid id, EntryRecord record) {
    put(keys.entry(id), record.encode());
  }

  @Override
  public Batch batch() {
    if (!counters.equals(before)) {
      put(keys.counters(), counters.encode());
    }
    return overlay.batch();
  }

  @Override
  public void committed() {}
}
