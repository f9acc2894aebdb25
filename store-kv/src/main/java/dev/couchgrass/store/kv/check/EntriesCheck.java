package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.kv.entry.DatabaseRecord;
import dev.couchgrass.store.kv.entry.EntryCache;
import dev.couchgrass.store.kv.entry.EntryCounters;
import dev.couchgrass.store.kv.entry.EntryKeys;
import dev.couchgrass.store.kv.entry.EntryReads;
import dev.couchgrass.store.kv.entry.EntryRecord;
import dev.couchgrass.store.kv.entry.EntrySpace;
import dev.couchgrass.store.kv.entry.Graph;
import dev.couchgrass.store.kv.entry.Link;
import java.util.BitSet;
import java.util.Optional;

/**
 * Checks the store of entries. From the bytes of each entry, which hash to its id, it finds all
 * that must be there of it; and as there is as much as was found, there is nothing else.
 */
final class EntriesCheck {
  static final String WHERE = "the store of entries";

  private final Snapshot snapshot;
  private final EntryKeys keys;
  private final Findings findings;
  private final EntryReads reads;
  private long entries;
  private long pieces;
  private long links;
  private long places;
  private long awaited;
  private long statuses;

  EntriesCheck(Snapshot snapshot, int number, Findings findings) {
    this.snapshot = snapshot;
    this.keys = new EntryKeys(number);
    this.findings = findings;
    this.reads = new EntryReads(snapshot::get, keys, new EntryCache(0));
  }

  void run() {
    EntryCounters counters = counters();
    checkDatabases(counters);
    checkEntries();
    findings.require(counters.entries() == entries, WHERE, "The count of entries is wrong");
    requireNothingElse();
    new EntryTipsCheck(snapshot, keys, findings, reads, places).run();
    new EntryStatesCheck(snapshot, keys, findings, counters).run();
  }

  private EntryCounters counters() {
    try {
      return snapshot.get(keys.counters()).map(EntryCounters::decode).orElse(EntryCounters.ZERO);
    } catch (IllegalStateException e) {
      findings.problem(WHERE, "The counters can't be read");
      return EntryCounters.ZERO;
    }
  }

  private void checkDatabases(EntryCounters counters) {
    BitSet numbers = new BitSet();
    long databases = 0;
    try (Cursor cursor = snapshot.scan(keys.all(EntrySpace.DATABASES), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        databases++;
        try {
          Cid root = EntryKeys.idOf(cursor.key());
          checkDatabase(root, DatabaseRecord.decode(cursor.value()), counters, numbers);
        } catch (IllegalStateException | IllegalArgumentException e) {
          findings.problem(WHERE, "A database of entries can't be read");
        }
      }
    }
    findings.require(
        counters.databases() == databases, WHERE, "The count of databases of entries is wrong");
  }

  private void checkDatabase(
      Cid root, DatabaseRecord database, EntryCounters counters, BitSet numbers) {
    int number = database.number();
    if (number < 1 || number > counters.databases()) {
      findings.problem(where(root), "The number of a database of entries was not given out");
      return;
    }
    findings.require(!numbers.get(number), where(root), "Two databases of entries have one number");
    numbers.set(number);
    boolean rooted = reads.link(Graph.of(number), root).isPresent();
    findings.require(
        database.rooted() == rooted, where(root), "Whether the root is there is noted wrongly");
    try (Cursor any = snapshot.scan(keys.order(Graph.of(number)), Direction.FORWARD)) {
      findings.require(any.next(), where(root), "There is a database without entries");
    }
  }

  private static String where(Cid id) {
    return WHERE + ", " + id;
  }

  private void checkEntries() {
    try (Cursor cursor = snapshot.scan(keys.all(EntrySpace.ENTRIES), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        entries++;
        findings.signedEntries++;
        Cid id = EntryKeys.idOf(cursor.key());
        try {
          check(id, EntryRecord.decode(cursor.value()));
        } catch (IllegalStateException | IllegalArgumentException e) {
          findings.problem(where(id), "What belongs to the entry can't be read, or is damaged");
        }
      }
    }
  }

  private void check(Cid id, EntryRecord record) {
    Entry entry = reads.entry(id, record);
    pieces += (record.length() + EntryReads.PIECE_BYTES - 1) / EntryReads.PIECE_BYTES;
    findings.require(
        reads
            .database(entry.database())
            .map(DatabaseRecord::number)
            .equals(Optional.of(record.database())),
        where(id),
        "The entry's database is another");
    Graph whole = Graph.of(record.database());
    findings.require(
        record.link().equals(whole.link(entry)), where(id), "The entry's links are others");
    if (record.status() != EntryStatus.VERIFIED) {
      statuses++;
      require(
          keys.status(record.status(), record.database(), entry.height(), id),
          id,
          "The entry's status is not listed");
    }
    for (Graph graph : Graph.of(record.database(), entry)) {
      checkPlace(graph, id, graph.link(entry));
    }
  }

  private void checkPlace(Graph graph, Cid id, Link link) {
    places++;
    if (!graph.isWhole()) {
      links++;
      findings.require(
          reads.link(graph, id).equals(Optional.of(link)),
          where(id),
          "The entry's links in a store are others");
    }
    require(keys.order(graph, link.height(), id), id, "The entry is not listed");
    for (Cid parent : link.parents()) {
      checkParent(graph, id, parent);
    }
  }

  /** A note of what is awaited stays if the parent comes and is not of the graph. */
  private void checkParent(Graph graph, Cid id, Cid parent) {
    boolean noted = snapshot.get(keys.awaited(graph, parent, id)).isPresent();
    awaited += noted ? 1 : 0;
    if (reads.record(parent).isEmpty()) {
      findings.require(noted, where(id), "A parent that is not there is not awaited");
    } else if (reads.link(graph, parent).isPresent()) {
      findings.require(!noted, where(id), "A parent that is there is awaited");
    }
  }

  private void require(byte[] key, Cid id, String otherwise) {
    findings.require(snapshot.get(key).isPresent(), where(id), otherwise);
  }

  private void requireNothingElse() {
    requireCount(EntrySpace.PIECES, pieces, "There are pieces of no entry");
    requireCount(EntrySpace.LINKS, links, "There are links of no entry");
    requireCount(EntrySpace.ORDER, places, "Entries are listed that are not there");
    requireCount(EntrySpace.AWAITED, awaited, "Parents are awaited by no entry");
    requireCount(EntrySpace.STATUSES, statuses, "Statuses are listed that no entry has");
    try (Cursor cursor = snapshot.scan(keys.beyondSpaces(), Direction.FORWARD)) {
      findings.require(!cursor.next(), WHERE, "There are keys of no space");
    }
  }

  private void requireCount(EntrySpace space, long expected, String otherwise) {
    long count = count(snapshot, keys.all(space), findings);
    findings.require(count == expected, WHERE, otherwise);
  }

  static long count(Snapshot snapshot, KeyRange range, Findings findings) {
    long count = 0;
    try (Cursor cursor = snapshot.scan(range, Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        count++;
      }
    }
    return count;
  }
}
