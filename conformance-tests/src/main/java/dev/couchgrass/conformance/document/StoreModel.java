package dev.couchgrass.conformance.document;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The smallest honest model of a document database: maps, and a number for each change. */
final class StoreModel {
  /** A revision: what is known of it. */
  private static final class Node {
    Optional<RevisionId> parent = Optional.empty();
    boolean available;
    JsonBody body = JsonBody.EMPTY;
    boolean deleted;
  }

  private static final class Document {
    final Map<RevisionId, Node> nodes = new TreeMap<>();
    long sequence;

    List<RevisionId> leaves() {
      Set<RevisionId> inner = new HashSet<>();
      nodes.values().forEach(node -> node.parent.ifPresent(inner::add));
      return nodes.keySet().stream()
          .filter(id -> !inner.contains(id))
          .sorted(
              Comparator.comparing((RevisionId id) -> node(id).deleted)
                  .thenComparing(Comparator.reverseOrder()))
          .toList();
    }

    boolean deleted() {
      return node(leaves().get(0)).deleted;
    }

    Node node(RevisionId id) {
      return Objects.requireNonNull(nodes.get(id));
    }
  }

  private final Map<String, Document> documents = new TreeMap<>();
  private long sequence;

  List<RevisionId> leaves(String id) {
    return documents.containsKey(id) ? documents.get(id).leaves() : List.of();
  }

  boolean live(String id) {
    return documents.containsKey(id) && !documents.get(id).deleted();
  }

  void add(String id, List<RevisionId> history, boolean deleted, JsonBody body) {
    Document document = documents.computeIfAbsent(id, absent -> new Document());
    List<RevisionId> before = document.nodes.isEmpty() ? List.of() : document.leaves();
    for (int i = 0; i < history.size(); i++) {
      Node node = document.nodes.computeIfAbsent(history.get(i), absent -> new Node());
      if (i + 1 < history.size()) {
        node.parent = Optional.of(history.get(i + 1));
      }
    }
    Node newest = document.node(history.get(0));
    boolean known = newest.available;
    if (!known) {
      newest.available = true;
      newest.body = body;
      newest.deleted = deleted;
    }
    boolean filledLeaf = !known && before.contains(history.get(0));
    if (filledLeaf || !before.equals(document.leaves())) {
      document.sequence = ++sequence;
    }
  }

  void purge(String id, RevisionId leaf) {
    if (!leaves(id).contains(leaf)) {
      return;
    }
    Document document = Objects.requireNonNull(documents.get(id));
    Optional<RevisionId> next = Optional.of(leaf);
    while (next.isPresent() && document.leaves().contains(next.get())) {
      Node removed = document.node(next.get());
      document.nodes.remove(next.get());
      next = removed.parent.filter(document.nodes::containsKey);
    }
    document.sequence = ++sequence;
    if (document.nodes.isEmpty()) {
      documents.remove(id);
    }
  }

  void compact() {
    for (Document document : documents.values()) {
      List<RevisionId> leaves = document.leaves();
      document.nodes.forEach((id, node) -> node.available &= leaves.contains(id));
    }
  }

  List<String> live() {
    return documents.keySet().stream().filter(this::live).toList();
  }

  long tombstones() {
    return (long) documents.size() - live().size();
  }

  /** Each document's newest change: id, leaves, and whether it is deleted. */
  List<String> changes() {
    return documents.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().sequence))
        .map(entry -> change(entry.getKey(), entry.getValue().leaves(), entry.getValue().deleted()))
        .toList();
  }

  static String change(String id, List<RevisionId> leaves, boolean deleted) {
    return id + " " + leaves + (deleted ? " deleted" : "");
  }

  /** The revisions of a document, each with its body if that is there. */
  Map<RevisionId, Optional<JsonBody>> bodies(String id) {
    Map<RevisionId, Optional<JsonBody>> known = new TreeMap<>();
    if (documents.containsKey(id)) {
      documents
          .get(id)
          .nodes
          .forEach(
              (revision, node) ->
                  known.put(revision, node.available ? Optional.of(node.body) : Optional.empty()));
    }
    return known;
  }
}
