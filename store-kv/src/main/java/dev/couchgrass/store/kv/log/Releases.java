package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets go what waits for items that are taken. How much one call writes has a bound: if very many
 * wait for an item, the item is noted, and later calls go on with it.
 */
final class Releases {
  /** How many items a call lets go besides as many as it was asked for. */
  static final int PORTION = 1_000;

  private final LogUnit unit;
  private final LogKeys keys;
  private final int orderer;
  private final Consumer<Hash> ready;
  private int room = PORTION;

  /**
   * @param ready takes an item that waits for nothing any more
   */
  Releases(LogUnit unit, int orderer, Consumer<Hash> ready) {
    this.unit = unit;
    this.keys = unit.keys();
    this.orderer = orderer;
    this.ready = ready;
  }

  /**
   * Whether what depends on an item need not wait for it. One that is being released was taken, and
   * may be ready once more.
   */
  boolean isReleased(Hash id) {
    return unit.moment()
        .get(keys.item(LogSpace.ITEMS, orderer, id))
        .map(ItemRecord::decode)
        .filter(item -> item.isTaken() || unit.moment().has(note(id)))
        .isPresent();
  }

  private byte[] note(Hash id) {
    return keys.item(LogSpace.RELEASES, orderer, id);
  }

  /** Goes on with what earlier calls have left, and makes room for what this one is to take. */
  void goOn(int limit) {
    List<byte[]> first = noted();
    while (room > 0 && !first.isEmpty()) {
      Hash id = LogKeys.lastHash(first.get(0));
      if (letGo(id)) {
        unit.delete(note(id));
        room--;
      }
      first = noted();
    }
    room = PORTION + limit;
  }

  private List<byte[]> noted() {
    return unit.moment().keys(keys.ofOrderer(LogSpace.RELEASES, orderer), 1);
  }

  /** Lets go what waits for an item that is being taken, or the first of it. */
  void begin(Hash id) {
    if (!letGo(id)) {
      unit.note(note(id));
    }
  }

  /** Answers whether nothing waits for an item any more. */
  private boolean letGo(Hash id) {
    List<Hash> waiting = linked(LogSpace.WAITING, id, room + 1);
    List<Hash> some = waiting.subList(0, Math.min(room, waiting.size()));
    some.forEach(item -> letGo(item, id));
    room -= some.size();
    return some.size() == waiting.size();
  }

  private void letGo(Hash item, Hash from) {
    unlink(item, from);
    letGoIfFree(item);
  }

  /** Whether an item waits for nothing but what was taken; its links are gone then. */
  private boolean letGoIfFree(Hash item) {
    List<Hash> missing = linked(LogSpace.MISSING, item, Integer.MAX_VALUE);
    if (!missing.stream().allMatch(this::isReleased)) {
      return false;
    }
    missing.forEach(from -> unlink(item, from));
    ready.accept(item);
    return true;
  }

  private void unlink(Hash item, Hash from) {
    unit.delete(keys.link(LogSpace.WAITING, orderer, from, item));
    unit.delete(keys.link(LogSpace.MISSING, orderer, item, from));
  }

  private List<Hash> linked(LogSpace space, Hash from, int limit) {
    return unit.moment().keys(keys.links(space, orderer, from), limit).stream()
        .map(LogKeys::lastHash)
        .toList();
  }

  /**
   * Lets go some more that wait for nothing but what was taken, also behind many that wait for
   * something else.
   *
   * @return whether there were any
   */
  boolean find(int count) {
    int left = count;
    try (Cursor noted =
        unit.moment().scan(keys.ofOrderer(LogSpace.RELEASES, orderer), Direction.FORWARD)) {
      while (left > 0 && noted.next()) {
        left -= find(LogKeys.lastHash(noted.key()), left);
      }
    }
    return left < count;
  }

  /**
   * Notes how far it has come: those up to there that wait for something else as well are let go
   * with that.
   */
  private int find(Hash id, int count) {
    int found = 0;
    Optional<Hash> last = Optional.empty();
    try (Cursor waiting = unit.moment().scan(behindNoted(id), Direction.FORWARD)) {
      while (found < count && waiting.next()) {
        Hash item = LogKeys.lastHash(waiting.key());
        found += letGoIfFree(item) ? 1 : 0;
        last = Optional.of(item);
      }
    }
    last.ifPresent(item -> unit.put(note(id), item.bytes()));
    return found;
  }

  private KeyRange behindNoted(Hash id) {
    KeyRange all = keys.links(LogSpace.WAITING, orderer, id);
    return unit.moment()
        .get(note(id))
        .filter(last -> last.length > 0)
        .map(last -> keys.link(LogSpace.WAITING, orderer, id, Hash.ofBytes(last)))
        .map(last -> LogKeys.behind(last, all))
        .orElse(all);
  }
}
