package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.NodeList;
import dev.couchgrass.store.kv.log.NodeRecord;
import java.util.Arrays;

/**
 * Checks the address book: each node is noted at its time and in the lists that it belongs to,
 * these have no gap, and topics and nodes know each other.
 */
final class AddressBookCheck {
  private static final String UNREADABLE = "A node can't be read, or is damaged";
  private static final String LISTS =
      "A list of nodes has a gap, or a node that does not know of it";
  private static final String TOPICS = "A node and its topic don't know each other";

  private final LogReading reading;
  private final LogMoment moment;
  private final LogKeys keys;
  private long nodes;
  private long listed;
  private long topics;

  AddressBookCheck(LogReading reading) {
    this.reading = reading;
    this.moment = reading.moment();
    this.keys = moment.keys();
  }

  void run() {
    reading.forEach(
        LogSpace.NODES, UNREADABLE, row -> check(LogKeys.nodeOf(row.key()), row.value()));
    reading.requireCount(LogSpace.NODE_TIMES, nodes, "Times are noted of no node");
    for (NodeList.Kind list : NodeList.Kind.values()) {
      reading.guard(LISTS, () -> checkList(list));
    }
    reading.requireCount(LogSpace.NODE_LISTS, listed, "There are places of no list");
    reading.forEach(
        LogSpace.NODE_TOPICS,
        TOPICS,
        row -> {
          topics++;
          PublicKey node = LogKeys.firstNodeOf(row.key());
          reading.require(row.value().length == 0, TOPICS);
          reading.requireNote(keys.topicNode(new Topic(LogKeys.lastHash(row.key())), node), TOPICS);
        });
    reading.requireCount(LogSpace.TOPIC_NODES, topics, TOPICS);
  }

  private void check(PublicKey id, byte[] value) {
    nodes++;
    NodeRecord node = NodeRecord.decode(id, value);
    reading.requireSame(node.encode(), value, UNREADABLE);
    reading.requireNote(keys.nodeTime(node.updated(), id), "A node is not noted at its time");
    for (NodeList.Kind list : NodeList.Kind.values()) {
      reading.require(
          list.takes(node.info()) ? isAt(list, node.place(list), id) : node.place(list) == 0,
          "A node is not at its place, or in a list that it does not belong to");
    }
  }

  private boolean isAt(NodeList.Kind list, long place, PublicKey id) {
    return moment
        .get(keys.nodeListed(list, place))
        .filter(found -> Arrays.equals(found, id.bytes()))
        .isPresent();
  }

  /** Every place up to the count is a node's that says so. */
  private void checkList(NodeList.Kind list) {
    long count = NodeList.count(moment, list);
    listed += count;
    boolean right = true;
    for (long place = 1; place <= count && right; place++) {
      right = isOfNode(list, place);
    }
    reading.require(right, LISTS);
  }

  private boolean isOfNode(NodeList.Kind list, long place) {
    return moment
        .get(keys.nodeListed(list, place))
        .map(PublicKey::ofBytes)
        .flatMap(id -> moment.get(keys.node(id)).map(value -> NodeRecord.decode(id, value)))
        .filter(node -> node.place(list) == place)
        .isPresent();
  }
}
