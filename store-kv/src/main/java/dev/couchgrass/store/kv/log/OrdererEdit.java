package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererCounts;
import dev.couchgrass.store.operation.OrdererWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Changes an orderer, by one call.
 *
 * <p>An item that waits has a link to each thing that it waits for, and back. When one of these is
 * taken, both links go ({@link Releases}); an item that none is left of is ready. So nothing is
 * counted, nothing is released twice, and no call goes deeper for a longer chain.
 */
final class OrdererEdit {
  private final LogUnit unit;
  private final LogKeys keys;
  private final String name;
  private final int orderer;
  private final Releases releases;
  private long lastPlace;
  private long pending;
  private long ready;
  private long taken;
  private long done;

  OrdererEdit(LogUnit unit, String name) {
    this.unit = unit;
    this.keys = unit.keys();
    this.name = name;
    OrdererRecord record =
        new Orderers(unit.moment(), name)
            .record()
            .orElseGet(
                () ->
                    new OrdererRecord(
                        Numbers.next(unit, Numbers.Kind.ORDERERS), 0, OrdererCounts.NONE));
    this.orderer = record.number();
    this.releases = new Releases(unit, orderer, this::release);
    this.lastPlace = record.lastPlace();
    this.pending = record.counts().pending();
    this.ready = record.counts().ready();
    this.taken = record.counts().taken();
    this.done = record.counts().done();
  }

  private void save() {
    OrdererCounts counts = new OrdererCounts(pending, ready, taken, done);
    unit.put(
        keys.named(LogSpace.ORDERERS, name),
        new OrdererRecord(orderer, lastPlace, counts).encode());
  }

  private Optional<ItemRecord> item(Hash id) {
    return unit.moment().get(keys.item(LogSpace.ITEMS, orderer, id)).map(ItemRecord::decode);
  }

  private void put(Hash id, ItemRecord item) {
    unit.put(keys.item(LogSpace.ITEMS, orderer, id), item.encode());
  }

  /**
   * Adds an item.
   *
   * @param acyclic whether it can't wait for itself by others, so that this is not looked for
   */
  OrderState add(Hash id, Collection<Hash> dependencies, boolean acyclic) {
    Optional<ItemRecord> there = item(id);
    if (there.isPresent()) {
      return there.get().state();
    }
    List<Hash> missing = missing(id, new TreeSet<>(dependencies));
    if (!acyclic && new Cycles(unit.moment(), orderer).closedBy(id, missing)) {
      throw cycle(id);
    }
    unit.delete(keys.item(LogSpace.UNKNOWN, orderer, id));
    if (missing.isEmpty()) {
      append(id);
    } else {
      put(id, ItemRecord.PENDING);
      pending++;
      missing.forEach(dependency -> link(id, dependency));
    }
    save();
    return missing.isEmpty() ? OrderState.READY : OrderState.PENDING;
  }

  /** What an item has to wait for. */
  private List<Hash> missing(Hash id, SortedSet<Hash> dependencies) {
    if (dependencies.size() > OrdererWriter.MAX_DEPENDENCIES) {
      throw new StoreException(ErrorCode.BAD_REQUEST, "An item depends on too many others");
    }
    if (dependencies.contains(id)) {
      throw cycle(id);
    }
    return dependencies.stream().filter(dependency -> !releases.isReleased(dependency)).toList();
  }

  private static StoreException cycle(Hash id) {
    return new StoreException(
        ErrorCode.BAD_REQUEST, "An item can't depend on itself: ", id.toString());
  }

  private void link(Hash id, Hash dependency) {
    unit.note(keys.link(LogSpace.MISSING, orderer, id, dependency));
    unit.note(keys.link(LogSpace.WAITING, orderer, dependency, id));
    if (item(dependency).isEmpty()) {
      unit.note(keys.item(LogSpace.UNKNOWN, orderer, dependency));
    }
  }

  /** Puts an item at the end of the queue. */
  private void append(Hash id) {
    lastPlace++;
    put(id, new ItemRecord(OrderState.READY, lastPlace));
    unit.put(keys.place(LogSpace.READY, orderer, lastPlace), id.bytes());
    ready++;
  }

  /** Puts an item at the end of the queue that waits for nothing any more. */
  private void release(Hash id) {
    pending--;
    append(id);
  }

  List<Hash> take(int limit) {
    long waited = pending;
    releases.goOn(limit);
    List<Hash> items = new ArrayList<>();
    do {
      takeReady(limit, items);
    } while (items.size() < limit && releases.find(limit - items.size()));
    if (!items.isEmpty() || pending < waited) {
      save();
    }
    return List.copyOf(items);
  }

  private void takeReady(int limit, List<Hash> items) {
    try (Cursor cursor =
        unit.moment().scan(keys.ofOrderer(LogSpace.READY, orderer), Direction.FORWARD)) {
      while (items.size() < limit && cursor.next()) {
        Hash id = Hash.ofBytes(cursor.value());
        take(id, LogKeys.placeOf(cursor.key()));
        items.add(id);
      }
    }
  }

  private void take(Hash id, long place) {
    unit.delete(keys.place(LogSpace.READY, orderer, place));
    unit.put(keys.place(LogSpace.TAKEN, orderer, place), id.bytes());
    put(id, new ItemRecord(OrderState.TAKEN, place));
    ready--;
    taken++;
    releases.begin(id);
  }

  int acknowledge(Collection<Hash> ids) {
    int acknowledged = 0;
    for (Hash id : ids) {
      Optional<ItemRecord> there = item(id).filter(item -> item.state() == OrderState.TAKEN);
      if (there.isPresent()) {
        unit.delete(keys.place(LogSpace.TAKEN, orderer, there.get().place()));
        put(id, there.get().with(OrderState.DONE));
        taken--;
        done++;
        acknowledged++;
      }
    }
    if (acknowledged > 0) {
      save();
    }
    return acknowledged;
  }

  int restore(int limit) {
    List<byte[]> places = unit.moment().keys(keys.ofOrderer(LogSpace.TAKEN, orderer), limit);
    for (byte[] key : places) {
      long place = LogKeys.placeOf(key);
      byte[] id = unit.moment().get(key).orElseThrow(LogMoment::damaged);
      unit.delete(key);
      unit.put(keys.place(LogSpace.READY, orderer, place), id);
      put(Hash.ofBytes(id), new ItemRecord(OrderState.READY, place));
      taken--;
      ready++;
    }
    if (!places.isEmpty()) {
      save();
    }
    return places.size();
  }

  boolean requeue(Hash id) {
    Optional<ItemRecord> there = item(id).filter(ItemRecord::isTaken);
    if (there.isEmpty()) {
      return false;
    }
    if (there.get().state() == OrderState.TAKEN) {
      unit.delete(keys.place(LogSpace.TAKEN, orderer, there.get().place()));
      taken--;
    } else {
      done--;
    }
    append(id);
    save();
    return true;
  }
}
