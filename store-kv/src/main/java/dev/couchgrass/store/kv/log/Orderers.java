package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererCounts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads an orderer at one moment. */
final class Orderers {
  private final LogMoment moment;
  private final LogKeys keys;
  private final Optional<OrdererRecord> record;

  /** The orderer of a name, which may not be there yet. */
  Orderers(LogMoment moment, String name) {
    this.moment = moment;
    this.keys = moment.keys();
    this.record = moment.get(keys.named(LogSpace.ORDERERS, name)).map(OrdererRecord::decode);
  }

  Optional<OrdererRecord> record() {
    return record;
  }

  private Optional<ItemRecord> item(Hash id) {
    return record
        .flatMap(found -> moment.get(keys.item(LogSpace.ITEMS, found.number(), id)))
        .map(ItemRecord::decode);
  }

  Optional<OrderState> state(Hash id) {
    return item(id).map(ItemRecord::state);
  }

  boolean taken(Collection<Hash> ids) {
    return ids.stream().allMatch(id -> item(id).filter(ItemRecord::isTaken).isPresent());
  }

  OrdererCounts counts() {
    return record.map(OrdererRecord::counts).orElse(OrdererCounts.NONE);
  }

  List<Hash> missing(Optional<Hash> after, int limit) {
    return record.map(found -> missing(found.number(), after, limit)).orElse(List.of());
  }

  private List<Hash> missing(int orderer, Optional<Hash> after, int limit) {
    KeyRange all = keys.ofOrderer(LogSpace.UNKNOWN, orderer);
    KeyRange range =
        after.map(id -> LogKeys.behind(keys.item(LogSpace.UNKNOWN, orderer, id), all)).orElse(all);
    return moment.keys(range, limit).stream().map(LogKeys::lastHash).toList();
  }
}
