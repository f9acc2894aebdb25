package dev.couchgrass.store.kv.entry;

import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;

/**
 * The running figures of an entry store.
 *
 * @param databases that have a number
 * @param entries that are there
 * @param stateBytes of the states that are kept
 * @param turns that were given out to states
 */
record EntryCounters(long databases, long entries, long stateBytes, long turns) {
  static final EntryCounters ZERO = new EntryCounters(0, 0, 0, 0);

  static EntryCounters decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new EntryCounters(in.number(), in.number(), in.number(), in.number());
  }

  byte[] encode() {
    return new ByteWriter(24)
        .number(databases)
        .number(entries)
        .number(stateBytes)
        .number(turns)
        .toBytes();
  }

  EntryCounters withDatabase() {
    return new EntryCounters(databases + 1, entries, stateBytes, turns);
  }

  EntryCounters withEntry() {
    return new EntryCounters(databases, entries + 1, stateBytes, turns);
  }

  EntryCounters withStateBytes(long bytes) {
    return new EntryCounters(databases, entries, bytes, turns);
  }

  EntryCounters withTurn() {
    return new EntryCounters(databases, entries, stateBytes, turns + 1);
  }
}
