package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.StateKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Steps that change what is noted beside logs. */
final class NoteWrites {
  private final TriedLogs<NoteModel> tried;

  NoteWrites(TriedLogs<NoteModel> tried) {
    this.tried = tried;
  }

  private static String name(int number) {
    return NotePool.of(NotePool.NAMES, number);
  }

  void associate(int number, int log) {
    Topic topic = NotePool.of(NotePool.TOPICS, number);
    assertEquals(
        tried.model().associate(topic, NotePool.log(log)),
        await(tried.tx().topics().associate(topic, NotePool.log(log))),
        "TOP-1: whether it is new");
  }

  void remove(int number, int log) {
    Topic topic = NotePool.of(NotePool.TOPICS, number);
    assertEquals(
        tried.model().remove(topic, NotePool.log(log)),
        await(tried.tx().topics().remove(topic, NotePool.log(log))),
        "TOP-2: whether it was there");
  }

  void setCursor(int name, int logs, int height) {
    Map<Log, Long> heights = new HashMap<>();
    for (Log log : NotePool.some(LogWrites.all(), logs)) {
      heights.put(log, (long) height + heights.size());
    }
    Cursor cursor = new Cursor(name(name), LogHeights.of(heights));
    await(tried.tx().cursors().set(cursor));
    tried.model().set(cursor);
  }

  void advance(int name, int log, int height) {
    assertEquals(
        tried.model().advance(name(name), NotePool.log(log), height),
        await(tried.tx().cursors().advance(name(name), NotePool.log(log), height)),
        "CUR-2: whether it moved");
  }

  void deleteCursor(int name) {
    assertEquals(
        tried.model().deleteCursor(name(name)),
        await(tried.tx().cursors().delete(name(name))),
        "CUR-4: whether it was there");
  }

  void setState(int number, int name, int state) {
    StateKind kind = NotePool.of(NotePool.KINDS, number);
    String text = "state " + state;
    await(tried.tx().states().set(kind, name(name), Author.text(text)));
    tried.model().states(kind).put(name(name), text);
  }

  void deleteState(int number, int name) {
    StateKind kind = NotePool.of(NotePool.KINDS, number);
    assertEquals(
        tried.model().states(kind).remove(name(name)) != null,
        await(tried.tx().states().delete(kind, name(name))),
        "STA-2: whether it was there");
  }

  void putNode(int number, boolean bootstrap, boolean stale) {
    NodeInfo node =
        NodeInfo.of(NotePool.of(NotePool.NODES, number), "address " + number)
            .withBootstrap(bootstrap)
            .withStale(stale);
    assertEquals(
        tried.model().put(node),
        await(tried.tx().addressBook().put(node)),
        "ADR-1: whether it is new");
  }

  /** Nothing that is said of a node that is not known, and has topics all the same. */
  void removeNode(int number) {
    PublicKey id = NotePool.of(NotePool.NODES, number);
    if (tried.model().knows(id) || tried.model().interests(id).isEmpty()) {
      assertEquals(
          tried.model().remove(id),
          await(tried.tx().addressBook().remove(id)),
          "ADR-6: whether it was known");
    }
  }

  void setTopics(int number, int topics) {
    PublicKey id = NotePool.of(NotePool.NODES, number);
    Set<Topic> of = NotePool.some(NotePool.TOPICS, topics);
    await(tried.tx().addressBook().setTopics(id, of));
    tried.model().setTopics(id, of);
  }
}
