package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.store.operation.NodeInfo;
import java.util.Optional;

/**
 * A list of nodes without a gap, so that one can be drawn by its place: the last one moves to where
 * one leaves.
 */
public final class NodeList {
  private NodeList() {}

  /** Which list. The numbers are part of the stored format: never change or reuse one. */
  public enum Kind {
    /** Those that are not stale. */
    LIVE(1, Numbers.Kind.LIVE_NODES),
    /** Those of them that others may begin with. */
    BOOTSTRAP(2, Numbers.Kind.BOOTSTRAP_NODES);

    private final int number;
    private final Numbers.Kind count;

    Kind(int number, Numbers.Kind count) {
      this.number = number;
      this.count = count;
    }

    int number() {
      return number;
    }

    public boolean takes(NodeInfo node) {
      return !node.stale() && (this == LIVE || node.bootstrap());
    }
  }

  public static long count(LogMoment moment, Kind list) {
    return Numbers.get(moment, list.count);
  }

  /** The node at a place, from 1 on. */
  static Optional<PublicKey> at(LogMoment moment, Kind list, long place) {
    return moment.get(moment.keys().nodeListed(list, place)).map(PublicKey::ofBytes);
  }

  /** Adds a node at the end; answers its place. */
  static long add(LogUnit unit, Kind list, PublicKey id) {
    long place = count(unit.moment(), list) + 1;
    unit.put(unit.keys().nodeListed(list, place), id.bytes());
    Numbers.set(unit, list.count, place);
    return place;
  }

  /** Takes a node off the list. */
  static void remove(LogUnit unit, Kind list, long place) {
    long last = count(unit.moment(), list);
    PublicKey moved = at(unit.moment(), list, last).orElseThrow(LogMoment::damaged);
    unit.delete(unit.keys().nodeListed(list, last));
    Numbers.set(unit, list.count, last - 1);
    if (last != place) {
      unit.put(unit.keys().nodeListed(list, place), moved.bytes());
      NodeRecord record = new Nodes(unit.moment()).record(moved).orElseThrow(LogMoment::damaged);
      unit.put(unit.keys().node(moved), record.withPlace(list, place).encode());
    }
  }
}
