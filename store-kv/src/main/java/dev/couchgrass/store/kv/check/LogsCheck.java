package dev.couchgrass.store.kv.check;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.Setting;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.Numbers;
import java.util.Optional;

/**
 * Checks signed logs, and what stands beside them. From each record it finds all that must be there
 * of it; and as there is as much as was found, there is nothing else.
 */
final class LogsCheck {
  private static final String UNREADABLE = "A running number can't be read";

  private final LogReading reading;
  private final LogKeys keys;

  LogsCheck(Snapshot snapshot, int number, Findings findings) {
    this.keys = new LogKeys(number);
    this.reading = new LogReading(new LogMoment(snapshot, keys), findings);
  }

  void run() {
    requireNumbers();
    new OperationsCheck(reading).run();
    new TopicsCheck(reading).run();
    new CursorsCheck(reading).run();
    new OrderersCheck(reading).run();
    new AddressBookCheck(reading).run();
    new LogStatesCheck(reading).run();
    try (Cursor cursor = reading.moment().scan(keys.beyondSpaces(), Direction.FORWARD)) {
      reading.require(!cursor.next(), "There are keys of no space");
    }
  }

  private void requireNumbers() {
    long known = 0;
    for (Numbers.Kind kind : Numbers.Kind.values()) {
      Optional<byte[]> found = reading.moment().get(keys.number(kind));
      known += found.isPresent() ? 1 : 0;
      found.ifPresent(bytes -> reading.guard(UNREADABLE, () -> requireNumber(bytes)));
    }
    reading.requireCount(LogSpace.NUMBERS, known, "There are running numbers of nothing");
  }

  private void requireNumber(byte[] bytes) {
    long number = new ByteReader(bytes).number();
    reading.requireSame(Setting.encode(number), bytes, UNREADABLE);
    reading.require(number >= 0, UNREADABLE);
  }
}
