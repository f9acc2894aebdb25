package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.NodeInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes what is known of nodes. */
final class NodeEdits {
  private final LogUnit unit;
  private final LogKeys keys;

  NodeEdits(LogUnit unit) {
    this.unit = unit;
    this.keys = unit.keys();
  }

  private Optional<NodeRecord> record(PublicKey id) {
    return new Nodes(unit.moment()).record(id);
  }

  /**
   * @param now in milliseconds since 1970
   */
  boolean put(NodeInfo node, long now) {
    Optional<NodeRecord> before = record(node.id());
    before.ifPresent(there -> unit.delete(keys.nodeTime(there.updated(), node.id())));
    unit.note(keys.nodeTime(now, node.id()));
    long live = before.map(NodeRecord::livePlace).orElse(0L);
    long bootstrap = before.map(NodeRecord::bootstrapPlace).orElse(0L);
    unit.put(keys.node(node.id()), new NodeRecord(node, now, live, bootstrap).encode());
    for (NodeList.Kind list : NodeList.Kind.values()) {
      enlist(node.id(), list, list.takes(node));
    }
    return before.isEmpty();
  }

  private void enlist(PublicKey id, NodeList.Kind list, boolean belongs) {
    NodeRecord record = record(id).orElseThrow(LogMoment::damaged);
    long place = record.place(list);
    if (belongs && place == 0) {
      long added = NodeList.add(unit, list, id);
      unit.put(keys.node(id), record.withPlace(list, added).encode());
    } else if (!belongs && place != 0) {
      NodeList.remove(unit, list, place);
      unit.put(keys.node(id), record.withPlace(list, 0).encode());
    }
  }

  boolean remove(PublicKey id) {
    Optional<NodeRecord> there = record(id);
    if (there.isPresent()) {
      for (NodeList.Kind list : NodeList.Kind.values()) {
        enlist(id, list, false);
      }
      unit.delete(keys.nodeTime(there.get().updated(), id));
      unit.delete(keys.node(id));
    }
    removeTopics(id);
    return there.isPresent();
  }

  private void removeTopics(PublicKey id) {
    for (Topic topic : new Nodes(unit.moment()).topics(id)) {
      unit.delete(keys.nodeTopic(id, topic));
      unit.delete(keys.topicNode(topic, id));
    }
  }

  int removeBefore(long millis) {
    List<PublicKey> old =
        unit.moment().keys(keys.nodeTimesBefore(millis), AddressBookWriter.MAX_ROWS).stream()
            .map(LogKeys::nodeOf)
            .toList();
    old.forEach(this::remove);
    return old.size();
  }

  boolean setTopics(PublicKey id, Set<Topic> topics) {
    if (topics.size() > AddressBookWriter.MAX_TOPICS) {
      throw new StoreException(ErrorCode.TOO_LARGE, "A node has too many topics");
    }
    removeTopics(id);
    for (Topic topic : topics) {
      unit.note(keys.nodeTopic(id, topic));
      unit.note(keys.topicNode(topic, id));
    }
    return true;
  }
}
