package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.kv.log.ItemRecord;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.OrdererRecord;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererCounts;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks one orderer: its items are counted and queued as their records say, what waits has links
 * from both ends, and what never arrived is noted.
 */
final class OrdererCheck {
  /** Where an orderer's rows are. */
  static final List<LogSpace> SPACES =
      List.of(
          LogSpace.ITEMS,
          LogSpace.READY,
          LogSpace.TAKEN,
          LogSpace.MISSING,
          LogSpace.WAITING,
          LogSpace.UNKNOWN,
          LogSpace.RELEASES);

  private final LogReading reading;
  private final LogMoment moment;
  private final LogKeys keys;
  private final OrdererRecord orderer;
  private final Map<OrderState, Long> items = new EnumMap<>(OrderState.class);
  private final Map<LogSpace, Long> rows = new EnumMap<>(LogSpace.class);

  OrdererCheck(LogReading reading, OrdererRecord orderer) {
    this.reading = reading;
    this.moment = reading.moment();
    this.keys = moment.keys();
    this.orderer = orderer;
    for (OrderState state : OrderState.values()) {
      items.put(state, 0L);
    }
  }

  /** Answers how many rows it has in each of its spaces. */
  Map<LogSpace, Long> run() {
    reading.forEach(
        keys.ofOrderer(LogSpace.ITEMS, orderer.number()),
        "An item of an orderer can't be read",
        row -> checkItem(LogKeys.lastHash(row.key()), row.value()));
    reading.forEach(
        keys.ofOrderer(LogSpace.MISSING, orderer.number()),
        "What an item waits for can't be read",
        row -> checkLink(row.key(), row.value()));
    reading.forEach(
        keys.ofOrderer(LogSpace.UNKNOWN, orderer.number()),
        "An unknown item can't be read",
        row -> checkUnknown(LogKeys.lastHash(row.key()), row.value()));
    reading.forEach(
        keys.ofOrderer(LogSpace.RELEASES, orderer.number()),
        "What is released can't be read",
        row -> checkRelease(LogKeys.lastHash(row.key()), row.value()));
    for (LogSpace space : SPACES) {
      rows.put(space, reading.count(keys.ofOrderer(space, orderer.number())));
    }
    requireCounts();
    return rows;
  }

  private Optional<ItemRecord> item(Hash id) {
    return moment.get(keys.item(LogSpace.ITEMS, orderer.number(), id)).map(ItemRecord::decode);
  }

  private void checkItem(Hash id, byte[] value) {
    ItemRecord item = ItemRecord.decode(value);
    reading.requireSame(item.encode(), value, "An item of an orderer can't be read");
    items.merge(item.state(), 1L, Long::sum);
    boolean waits = !moment.isEmpty(keys.links(LogSpace.MISSING, orderer.number(), id));
    boolean pending = item.state() == OrderState.PENDING;
    reading.require(waits == pending, "An item waits for nothing, or for what it need not");
    reading.require(
        pending ? item.place() == 0 : item.place() >= 1 && item.place() <= orderer.lastPlace(),
        "An item's place was not given out");
    if (item.state() == OrderState.READY || item.state() == OrderState.TAKEN) {
      LogSpace queue = item.state() == OrderState.READY ? LogSpace.READY : LogSpace.TAKEN;
      reading.require(
          moment
              .get(keys.place(queue, orderer.number(), item.place()))
              .filter(found -> Arrays.equals(found, id.bytes()))
              .isPresent(),
          "An item is not at its place");
    }
  }

  private void checkLink(byte[] key, byte[] value) {
    Hash id = LogKeys.firstHashOfLink(key);
    Hash dependency = LogKeys.lastHash(key);
    reading.require(value.length == 0 && item(id).isPresent(), "What waits is not there");
    reading.requireNote(
        keys.link(LogSpace.WAITING, orderer.number(), dependency, id),
        "What an item waits for does not know it");
    Optional<ItemRecord> there = item(dependency);
    reading.require(
        there.filter(ItemRecord::isTaken).isEmpty()
            || moment.has(keys.item(LogSpace.RELEASES, orderer.number(), dependency)),
        "An item waits for what was taken");
    if (there.isEmpty()) {
      reading.requireNote(
          keys.item(LogSpace.UNKNOWN, orderer.number(), dependency),
          "What never arrived is not noted");
    }
  }

  /** It may be ready once more. */
  private void checkRelease(Hash id, byte[] value) {
    reading.require(
        (value.length == 0 || value.length == Hash.BYTES)
            && item(id).filter(there -> there.state() != OrderState.PENDING).isPresent(),
        "What is released was never taken");
  }

  private void checkUnknown(Hash id, byte[] value) {
    reading.require(
        value.length == 0
            && item(id).isEmpty()
            && !moment.isEmpty(keys.links(LogSpace.WAITING, orderer.number(), id)),
        "An unknown item arrived, or nothing waits for it");
  }

  private void requireCounts() {
    OrdererCounts right =
        new OrdererCounts(
            count(OrderState.PENDING),
            count(OrderState.READY),
            count(OrderState.TAKEN),
            count(OrderState.DONE));
    reading.require(orderer.counts().equals(right), "An orderer's counts are wrong");
    reading.require(
        rows(LogSpace.READY) == right.ready() && rows(LogSpace.TAKEN) == right.taken(),
        "Places are taken by no item");
    reading.require(
        rows(LogSpace.WAITING) == rows(LogSpace.MISSING),
        "An item is waited for by what does not wait");
  }

  private long count(OrderState state) {
    return items.getOrDefault(state, 0L);
  }

  private long rows(LogSpace space) {
    return rows.getOrDefault(space, 0L);
  }
}
