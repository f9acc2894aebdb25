package dev.couchgrass.store.kv.entry;

import dev.couchgrass.store.entry.StateKey;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a state. Each that is kept gets a turn; the states of the earliest turns make room.
 *
 * @param maxBytes of all states
 */
record KeepState(StateKey key, byte[] state, long maxBytes)
    implements Mutation<EntryUnit, Boolean> {
  /** How long a turn is at most. */
  static final int TURN_BYTES = 10;

  /** Whether the state of a key is kept: keys hold a store's name as it is, or none. */
  static boolean isKey(StateKey key) {
    return key.store().isEmpty() || EntryReads.isName(key.store());
  }

  /** The state in a value, behind its turn. */
  static byte[] stateOf(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.number();
    return in.rest();
  }

  private static long turnOf(byte[] value) {
    return new ByteReader(value).number();
  }

  @Override
  public Boolean apply(EntryUnit unit) {
    byte[] place = unit.keys().state(key);
    unit.get(place).ifPresent(value -> forget(place, value, unit));
    long turn = unit.counters().turns();
    byte[] value = new ByteWriter(TURN_BYTES + state.length).number(turn).rest(state).toBytes();
    unit.put(place, value);
    unit.put(unit.keys().turn(turn), place);
    unit.setCounters(
        unit.counters().withTurn().withStateBytes(unit.counters().stateBytes() + value.length));
    makeRoom(unit);
    return true;
  }

  private void makeRoom(EntryUnit unit) {
    while (unit.counters().stateBytes() > maxBytes) {
      List<byte[]> eldest = unit.keys(unit.keys().all(EntrySpace.TURNS), 1);
      Optional<byte[]> place = eldest.stream().findFirst().flatMap(unit::get);
      Optional<byte[]> value = place.flatMap(unit::get);
      if (value.isEmpty()) {
        throw new IllegalStateException("The turns of states in the engine are damaged");
      }
      forget(place.get(), value.get(), unit);
    }
  }

  private static void forget(byte[] place, byte[] value, EntryUnit unit) {
    unit.delete(place);
    unit.delete(unit.keys().turn(turnOf(value)));
    unit.setCounters(unit.counters().withStateBytes(unit.counters().stateBytes() - value.length));
  }
}
