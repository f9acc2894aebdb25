package dev.couchgrass.conformance.model;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The smallest honest model of a document database: maps, and a number for each change. */
final class StoreModel {
  /** The order of ids: by the bytes of their UTF-8 form. */
  static final Comparator<String> BY_BYTES =
      Comparator.comparing(id -> id.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  /** What an attachment holds, and the generation in which it came. */
  record Attached(byte[] bytes, long position) {}

  /** What a revision holds. */
  record Content(boolean deleted, JsonBody body, SortedMap<String, Attached> attachments) {
    /** Of a revision that is not there yet, or not any more. */
    static final Content NONE = new Content(false, JsonBody.EMPTY, new TreeMap<>());
  }

  /** The last thing that happened to a document. */
  record Changed(long sequence, String id, List<RevisionId> leaves, boolean deleted) {}

  /** A revision: what is known of it. */
  private static final class Node {
    Optional<RevisionId> parent = Optional.empty();
    boolean available;
    Content content = Content.NONE;
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
              Comparator.comparing((RevisionId id) -> node(id).content.deleted())
                  .thenComparing(Comparator.reverseOrder()))
          .toList();
    }

    boolean deleted() {
      return node(leaves().get(0)).content.deleted();
    }

    Node node(RevisionId id) {
      return Objects.requireNonNull(nodes.get(id));
    }

    List<RevisionId> path(RevisionId id) {
      List<RevisionId> path = new ArrayList<>();
      Optional<RevisionId> next = Optional.of(id);
      while (next.isPresent()) {
        path.add(next.get());
        next = node(next.get()).parent.filter(nodes::containsKey);
      }
      return path;
    }
  }

  private final SortedMap<String, Document> documents = new TreeMap<>(BY_BYTES);
  private final SortedMap<String, Map.Entry<Long, JsonBody>> locals = new TreeMap<>(BY_BYTES);
  private long sequence;

  // Documents

  void add(String id, List<RevisionId> history, Content content) {
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
      newest.content = content;
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

  /** The leaves, the winner first. */
  List<RevisionId> leaves(String id) {
    return documents.containsKey(id) ? documents.get(id).leaves() : List.of();
  }

  boolean live(String id) {
    return documents.containsKey(id) && !documents.get(id).deleted();
  }

  /** All revisions, in the order of their ids. */
  List<RevisionId> revisions(String id) {
    return documents.containsKey(id) ? List.copyOf(documents.get(id).nodes.keySet()) : List.of();
  }

  /** What a revision holds, if that is there. */
  Optional<Content> content(String id, RevisionId revision) {
    return Optional.ofNullable(documents.get(id))
        .flatMap(document -> Optional.ofNullable(document.nodes.get(revision)))
        .filter(node -> node.available)
        .map(node -> node.content);
  }

  /** A revision that is there, and its ancestors. */
  List<RevisionId> path(String id, RevisionId revision) {
    return Objects.requireNonNull(documents.get(id)).path(revision);
  }

  /** The leaves that descend from a revision, itself if it is one, the winner first. */
  List<RevisionId> latest(String id, RevisionId revision) {
    return leaves(id).stream().filter(leaf -> path(id, leaf).contains(revision)).toList();
  }

  // All documents

  /** The ids of those that are not deleted, in order. */
  List<String> live() {
    return documents.keySet().stream().filter(this::live).toList();
  }

  long tombstones() {
    return (long) documents.size() - live().size();
  }

  /** Each document's newest change, in the order in which they came. */
  List<Changed> changes() {
    return documents.entrySet().stream()
        .map(
            entry -> {
              Document document = entry.getValue();
              return new Changed(
                  document.sequence, entry.getKey(), document.leaves(), document.deleted());
            })
        .sorted(Comparator.comparing(Changed::sequence))
        .toList();
  }

  /** How much has happened. */
  long sequence() {
    return sequence;
  }

  // Local documents

  void putLocal(String id, long revision, JsonBody body) {
    locals.put(id, Map.entry(revision, body));
  }

  boolean removeLocal(String id) {
    return locals.remove(id) != null;
  }

  /** Their revisions and bodies, in the order of their ids. */
  SortedMap<String, Map.Entry<Long, JsonBody>> locals() {
    return locals;
  }
}
