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
public record EntryCounters(long databases, long entries, long stateBytes, long turns) {
  public static final EntryCounters ZERO = new EntryCounters(0, 0, 0, 0);

  public static EntryCounters decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new EntryCounters(in.number(), in.number(), in.number(), in.number());
  }

  public byte[] encode() {
    return new ByteWriter(24)
        .number(databases)
        .number(entries)
        .number(stateBytes)
        .number(turns)
        .toBytes();
  }

  public EntryCounters withDatabase() {
    return new EntryCounters(databases + 1, entries, stateBytes, turns);
  }

  public EntryCounters withEntry() {
    return new EntryCounters(databases, entries + 1, stateBytes, turns);
  }

  public EntryCounters withStateBytes(long bytes) {
    return new EntryCounters(databases, entries, bytes, turns);
  }

  public EntryCounters withTurn() {
    return new EntryCounters(databases, entries, stateBytes, turns + 1);
  }
}
