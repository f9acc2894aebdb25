package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.AddressBook;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.StateKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what is noted beside logs with its model, as the transaction sees it, and elsewhere. */
final class NoteComparison {
  private static final int MANY = 100;

  private final TriedLogs<NoteModel> tried;

  NoteComparison(TriedLogs<NoteModel> tried) {
    this.tried = tried;
  }

  void compare() {
    tried.compare(
        (view, model) -> {
          compareTopics(view, model);
          compareCursors(view, model);
          compareStates(view, model);
          compareNodes(view.addressBook(), model);
        });
    assertEquals(List.of(), tried.problems(), "what a check of the engine finds");
  }

  private static void compareTopics(LogView view, NoteModel model) {
    for (Topic topic : NotePool.TOPICS) {
      List<Log> logs = model.logs(topic);
      assertEquals(
          logs, await(view.topics().logs(topic, Optional.empty(), MANY)), "TOP-3: its logs");
      for (Log log : LogWrites.all()) {
        assertEquals(
            logs.contains(log), await(view.topics().contains(topic, log)), "TOP-1: it belongs");
        assertEquals(
            logs.stream().filter(each -> each.compareTo(log) > 0).limit(1).toList(),
            await(view.topics().logs(topic, Optional.of(log), 1)),
            "TOP-3: a page of its logs");
      }
    }
    for (Log log : LogWrites.all()) {
      assertEquals(
          model.topics(log),
          await(view.topics().topics(log, Optional.empty(), MANY)),
          "TOP-3: its topics");
    }
  }

  private static void compareCursors(LogView view, NoteModel model) {
    for (String name : NotePool.NAMES) {
      assertEquals(model.cursor(name), await(view.cursors().get(name)), "CUR-1: a cursor");
      assertEquals(
          model.cursor(name).map(Cursor::heights).orElse(LogHeights.NONE),
          await(view.cursors().heights(name, Optional.empty(), MANY)),
          "CUR-7: how far it is");
      assertEquals(
          behind(model.cursors(), name, 2),
          await(view.cursors().names(Optional.of(name), 2)),
          "CUR-5: a page of names");
    }
    assertEquals(
        model.cursors(), await(view.cursors().names(Optional.empty(), MANY)), "CUR-5: the names");
  }

  /** Some of the names behind one of the pool, in whose order they are. */
  private static List<String> behind(List<String> names, String after, int limit) {
    return names.stream()
        .filter(name -> NotePool.NAMES.indexOf(name) > NotePool.NAMES.indexOf(after))
        .limit(limit)
        .toList();
  }

  private static void compareStates(LogView view, NoteModel model) {
    for (StateKind kind : NotePool.KINDS) {
      List<String> names = List.copyOf(model.states(kind).keySet());
      assertEquals(
          names, await(view.states().names(kind, Optional.empty(), MANY)), "STA-3: the names");
      for (String name : NotePool.NAMES) {
        assertEquals(
            Optional.ofNullable(model.states(kind).get(name)),
            await(view.states().get(kind, name)).map(String::new),
            "STA-1: a state");
        assertEquals(names.contains(name), await(view.states().has(kind, name)), "STA-1: it is");
        assertEquals(
            behind(names, name, 2),
            await(view.states().names(kind, Optional.of(name), 2)),
            "STA-3: a page of names");
      }
    }
  }

  private static void compareNodes(AddressBook book, NoteModel model) {
    for (PublicKey id : NotePool.NODES) {
      assertEquals(model.node(id), await(book.node(id)), "ADR-1: a node");
      if (model.knows(id)) {
        assertEquals(model.interests(id), await(book.topics(id)), "ADR-2: its topics");
      }
      assertEquals(
          model.fresh().stream().filter(node -> node.id().compareTo(id) > 0).limit(2).toList(),
          await(book.nodes(Optional.of(id), 2)),
          "ADR-4: a page of nodes");
    }
    assertEquals(
        model.nodes(NotePool.NODES), await(book.nodes(NotePool.NODES)), "ADR-2: some nodes");
    List<NodeInfo> fresh = model.fresh();
    assertEquals(fresh, await(book.nodes(Optional.empty(), MANY)), "ADR-3: all nodes");
    assertEquals(fresh.size(), await(book.count()), "ADR-3: how many");
    List<NodeInfo> bootstrap = fresh.stream().filter(NodeInfo::bootstrap).toList();
    assertEquals(bootstrap.size(), await(book.bootstrapCount()), "ADR-8: how many");
    compareRandom(fresh, await(book.random()));
    compareRandom(bootstrap, await(book.randomBootstrap()));
    for (int bits = 0; bits < 8; bits++) {
      Set<Topic> topics = NotePool.some(NotePool.TOPICS, bits);
      assertEquals(
          model.fresh(topics),
          await(book.nodes(topics, Optional.empty(), MANY)),
          "ADR-3, ADR-4: those that care for topics");
    }
  }

  private static void compareRandom(List<NodeInfo> from, Optional<NodeInfo> found) {
    assertEquals(from.isEmpty(), found.isEmpty(), "ADR-9: whether there is one");
    found.ifPresent(node -> assertTrue(from.contains(node), "ADR-3, ADR-8: one of them"));
  }
}
