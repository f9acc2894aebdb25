package dev.couchgrass.conformance.operation;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.StateKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is noted beside logs: topics, cursors, states, nodes. */
final class NoteModel {
  private static final Comparator<String> BY_BYTES =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  private final SortedMap<Topic, Set<Log>> topics = new TreeMap<>();
  private final SortedMap<String, LogHeights> cursors = new TreeMap<>(BY_BYTES);
  private final Map<StateKind, SortedMap<String, String>> states = new TreeMap<>();
  private final SortedMap<PublicKey, NodeInfo> nodes = new TreeMap<>();
  private final Map<PublicKey, Set<Topic>> interests = new TreeMap<>();

  NoteModel copy() {
    NoteModel copy = new NoteModel();
    topics.forEach((topic, logs) -> copy.topics.put(topic, new TreeSet<>(logs)));
    copy.cursors.putAll(cursors);
    states.forEach((kind, named) -> copy.states(kind).putAll(named));
    copy.nodes.putAll(nodes);
    copy.interests.putAll(interests);
    return copy;
  }

  /** Whether it is new. */
  boolean associate(Topic topic, Log log) {
    return topics.computeIfAbsent(topic, none -> new TreeSet<>()).add(log);
  }

  /** Whether it was there. */
  boolean remove(Topic topic, Log log) {
    return logs(topic).contains(log) && topics.getOrDefault(topic, Set.of()).remove(log);
  }

  List<Log> logs(Topic topic) {
    return List.copyOf(topics.getOrDefault(topic, Set.of()));
  }

  List<Topic> topics(Log log) {
    return topics.keySet().stream().filter(topic -> logs(topic).contains(log)).toList();
  }

  void set(Cursor cursor) {
    cursors.put(cursor.name(), cursor.heights());
  }

  /** Whether it moved. */
  boolean advance(String name, Log log, long height) {
    LogHeights before = cursors.getOrDefault(name, LogHeights.NONE);
    cursors.put(name, before.advance(log, height));
    return before.of(log).orElse(-1) < height;
  }

  boolean deleteCursor(String name) {
    return cursors.remove(name) != null;
  }

  Optional<Cursor> cursor(String name) {
    return Optional.ofNullable(cursors.get(name)).map(heights -> new Cursor(name, heights));
  }

  List<String> cursors() {
    return List.copyOf(cursors.keySet());
  }

  /** Those of a kind, by their names. */
  SortedMap<String, String> states(StateKind kind) {
    return states.computeIfAbsent(kind, none -> new TreeMap<>(BY_BYTES));
  }

  /** Whether it is new. */
  boolean put(NodeInfo node) {
    return nodes.put(node.id(), node) == null;
  }

  /** Whether it was known. */
  boolean remove(PublicKey id) {
    interests.remove(id);
    return nodes.remove(id) != null;
  }

  void setTopics(PublicKey id, Set<Topic> of) {
    interests.put(id, of);
  }

  Set<Topic> interests(PublicKey id) {
    return interests.getOrDefault(id, Set.of());
  }

  boolean knows(PublicKey id) {
    return nodes.containsKey(id);
  }

  Optional<NodeInfo> node(PublicKey id) {
    return Optional.ofNullable(nodes.get(id));
  }

  List<NodeInfo> nodes(Collection<PublicKey> ids) {
    return nodes.values().stream().filter(node -> ids.contains(node.id())).toList();
  }

  /** Those that are looked for. */
  List<NodeInfo> fresh() {
    return nodes.values().stream().filter(node -> !node.stale()).toList();
  }

  List<NodeInfo> fresh(Set<Topic> of) {
    return fresh().stream()
        .filter(node -> interests(node.id()).stream().anyMatch(of::contains))
        .toList();
  }
}
