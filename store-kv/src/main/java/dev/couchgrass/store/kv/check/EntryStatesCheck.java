package dev.couchgrass.store.kv.check;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.entry.EntryCounters;
import dev.couchgrass.store.kv.entry.EntryKeys;
import dev.couchgrass.store.kv.entry.EntrySpace;
import dev.couchgrass.store.kv.layout.ByteReader;
import java.util.Arrays;

/** Checks the states that are kept, each of which has a turn, and what the instance keeps. */
final class EntryStatesCheck {
  private final Snapshot snapshot;
  private final EntryKeys keys;
  private final Findings findings;
  private final EntryCounters counters;

  EntryStatesCheck(Snapshot snapshot, EntryKeys keys, Findings findings, EntryCounters counters) {
    this.snapshot = snapshot;
    this.keys = keys;
    this.findings = findings;
    this.counters = counters;
  }

  void run() {
    long states = 0;
    long bytes = 0;
    try (Cursor cursor = snapshot.scan(keys.all(EntrySpace.STATES), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        states++;
        bytes += cursor.value().length;
        requireTurn(cursor.key(), cursor.value());
      }
    }
    findings.require(
        EntriesCheck.count(snapshot, keys.all(EntrySpace.TURNS), findings) == states,
        EntriesCheck.WHERE,
        "There are turns of no state");
    findings.require(
        counters.stateBytes() == bytes, EntriesCheck.WHERE, "The size of states is wrong");
    requireInstance();
  }

  private void requireTurn(byte[] place, byte[] value) {
    try {
      long turn = new ByteReader(value).number();
      boolean right =
          turn < counters.turns()
              && snapshot
                  .get(keys.turn(turn))
                  .filter(found -> Arrays.equals(found, place))
                  .isPresent();
      findings.require(right, EntriesCheck.WHERE, "A state has no turn, or another's");
    } catch (IllegalStateException e) {
      findings.problem(EntriesCheck.WHERE, "A state can't be read");
    }
  }

  private void requireInstance() {
    try (Cursor cursor = snapshot.scan(keys.all(EntrySpace.INSTANCE), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        findings.require(
            EntryKeys.isOfInstance(cursor.key()),
            EntriesCheck.WHERE,
            "The instance keeps what it does not know");
      }
    }
  }
}
