package dev.couchgrass.store.kv.entry;

import dev.couchgrass.store.kv.commit.Mutation;
import java.util.List;

/** Forgets some states: the earliest. Answers whether there may be more. */
record ForgetStates(int max) implements Mutation<EntryUnit, Boolean> {
  @Override
  public Boolean apply(EntryUnit unit) {
    List<byte[]> turns = unit.keys(unit.keys().all(EntrySpace.TURNS), max);
    for (byte[] turn : turns) {
      unit.get(turn)
          .ifPresent(
              place -> {
                long bytes = unit.get(place).map(value -> (long) value.length).orElse(0L);
                unit.setCounters(
                    unit.counters().withStateBytes(unit.counters().stateBytes() - bytes));
                unit.delete(place);
              });
      unit.delete(turn);
    }
    return turns.size() == max;
  }
}
