package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.NodeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Reads what is known of nodes, at one moment. */
final class Nodes {
  private final LogMoment moment;
  private final LogKeys keys;

  Nodes(LogMoment moment) {
    this.moment = moment;
    this.keys = moment.keys();
  }

  Optional<NodeRecord> record(PublicKey id) {
    return moment.get(keys.node(id)).map(bytes -> NodeRecord.decode(id, bytes));
  }

  Optional<NodeInfo> node(PublicKey id) {
    return record(id).map(NodeRecord::info);
  }

  List<NodeInfo> nodes(Collection<PublicKey> ids) {
    return new TreeSet<>(ids).stream().flatMap(id -> node(id).stream()).toList();
  }

  List<NodeInfo> nodes(Optional<PublicKey> after, int limit) {
    KeyRange all = keys.all(LogSpace.NODES);
    KeyRange range = after.map(id -> LogKeys.behind(keys.node(id), all)).orElse(all);
    List<NodeInfo> nodes = new ArrayList<>();
    try (Cursor cursor = moment.scan(range, Direction.FORWARD)) {
      while (nodes.size() < limit && cursor.next()) {
        NodeInfo node = NodeRecord.decode(LogKeys.nodeOf(cursor.key()), cursor.value()).info();
        if (!node.stale()) {
          nodes.add(node);
        }
      }
    }
    return List.copyOf(nodes);
  }

  List<NodeInfo> nodes(Set<Topic> topics, Optional<PublicKey> after, int limit) {
    TreeSet<PublicKey> candidates = new TreeSet<>();
    List<NodeInfo> nodes = new ArrayList<>();
    Optional<PublicKey> from = after;
    do {
      candidates.clear();
      for (Topic topic : topics) {
        candidates.addAll(interested(topic, from, limit));
      }
      // Behind the last of a full page of one topic, others may have more before it.
      List<PublicKey> page = candidates.stream().limit(limit).toList();
      for (PublicKey id : page) {
        node(id).filter(info -> !info.stale()).ifPresent(nodes::add);
        if (nodes.size() == limit) {
          return List.copyOf(nodes);
        }
      }
      from = page.isEmpty() ? from : Optional.of(page.get(page.size() - 1));
    } while (!candidates.isEmpty());
    return List.copyOf(nodes);
  }

  private List<PublicKey> interested(Topic topic, Optional<PublicKey> after, int limit) {
    KeyRange all = keys.topicNodes(topic);
    KeyRange range = after.map(id -> LogKeys.behind(keys.topicNode(topic, id), all)).orElse(all);
    return moment.keys(range, limit).stream().map(LogKeys::nodeOf).toList();
  }

  Set<Topic> topics(PublicKey id) {
    return moment.keys(keys.nodeTopics(id), AddressBookWriter.MAX_TOPICS).stream()
        .map(key -> new Topic(LogKeys.lastHash(key)))
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<NodeInfo> random(NodeList.Kind list, RandomGenerator random) {
    long count = NodeList.count(moment, list);
    return count == 0
        ? Optional.empty()
        : NodeList.at(moment, list, 1 + random.nextLong(count)).flatMap(this::node);
  }
}
