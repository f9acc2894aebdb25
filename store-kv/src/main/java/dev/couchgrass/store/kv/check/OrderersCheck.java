package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.Numbers;
import dev.couchgrass.store.kv.log.OrdererRecord;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/** Checks all orderers: each by itself, and that nothing is of none. */
final class OrderersCheck {
  private static final String UNREADABLE = "An orderer can't be read, or is damaged";

  private final LogReading reading;
  private final BitSet numbers = new BitSet();
  private final Map<LogSpace, Long> rows = new EnumMap<>(LogSpace.class);

  OrderersCheck(LogReading reading) {
    this.reading = reading;
    for (LogSpace space : OrdererCheck.SPACES) {
      rows.put(space, 0L);
    }
  }

  void run() {
    reading.forEach(
        LogSpace.ORDERERS, UNREADABLE, row -> check(LogKeys.nameOf(row.key()), row.value()));
    rows.forEach(
        (space, count) -> reading.requireCount(space, count, "There are items of no orderer"));
  }

  private void check(String name, byte[] value) {
    Cursor.requireName(name);
    OrdererRecord orderer = OrdererRecord.decode(value);
    reading.requireSame(orderer.encode(), value, UNREADABLE);
    reading.note(
        Numbers.Kind.ORDERERS, orderer.number(), numbers, "An orderer's number was not given out");
    new OrdererCheck(reading, orderer)
        .run()
        .forEach((space, count) -> rows.merge(space, count, Long::sum));
  }
}
