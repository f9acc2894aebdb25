package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.StateKey;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Steps with what a store keeps beside entries, and with listings that are read on later. */
final class EntryKeeps {
  private final TriedEntries tried;
  private final Map<StateKey, String> states = new HashMap<>();
  private Optional<String> metadata = Optional.empty();
  private Optional<String> secrets = Optional.empty();
  private Optional<Held> held = Optional.empty();

  /** A listing that was begun, and what it must give. */
  private record Held(ResultCursor<StoredEntry> cursor, List<String> expected) {}

  EntryKeeps(TriedEntries tried) {
    this.tried = tried;
  }

  private static StateKey key(int user, int id, int store) {
    Cid entry = EntryPool.get(id).id();
    Cid of = id % 2 == 0 ? entry : new Cid(Codec.RAW, entry.hash());
    String name = EntryPool.STORES.get(store % EntryPool.STORES.size());
    return user == 0 ? StateKey.shared(of, name) : StateKey.of(new UUID(0, user - 1L), of, name);
  }

  void cacheState(int user, int id, int store, int state) {
    StateKey key = key(user, id, store);
    String text = "state " + state;
    await(tried.store().cacheState(key, text.getBytes(StandardCharsets.UTF_8)));
    states.put(key, text);
  }

  void clearStates() {
    await(tried.store().clearStates());
    states.clear();
  }

  void setInstance(int metadataNumber, int secretsNumber) {
    metadata = Optional.of("m" + metadataNumber);
    secrets = Optional.of("s" + secretsNumber);
    await(tried.store().setInstanceMetadata(bytes(metadata.get())));
    await(tried.store().setInstanceSecrets(bytes(secrets.get())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> text(Optional<byte[]> bytes) {
    return bytes.map(found -> new String(found, StandardCharsets.UTF_8));
  }

  /** Begins a listing of what has a status in a database. */
  void hold(int root, int status) {
    release();
    EntryStatus wanted = EntryStatus.of(status);
    Cid database = EntryPool.get(root).id();
    ModelGraph graph = tried.model().graph(database, Optional.empty());
    List<String> expected =
        graph.inOrder(graph.entries().keySet()).stream()
            .filter(id -> tried.model().status(id).filter(wanted::equals).isPresent())
            .map(id -> wanted + " " + id)
            .toList();
    held = Optional.of(new Held(await(tried.store().withStatus(database, wanted)), expected));
  }

  /** Reads the listing that was begun to its end, one by one. */
  void release() {
    if (held.isPresent()) {
      List<String> found = new ArrayList<>();
      List<StoredEntry> rows = await(held.get().cursor().next(1));
      while (!rows.isEmpty()) {
        rows.forEach(row -> found.add(row.status() + " " + row.entry().id()));
        rows = await(held.get().cursor().next(1));
      }
      assertEquals(held.get().expected(), found, "EST-22: a listing of one moment");
      held = Optional.empty();
    }
  }

  void compare() {
    for (int number = 0; number < EntryPool.ALL.size(); number++) {
      for (int user = 0; user < 3; user++) {
        StateKey key = key(user, number, number);
        assertEquals(
            Optional.ofNullable(states.get(key)),
            text(await(tried.store().cachedState(key))),
            "EST-33, EST-35: the state");
      }
    }
    states.forEach(
        (key, state) ->
            assertEquals(
                Optional.of(state),
                text(await(tried.store().cachedState(key))),
                "EST-33: the state"));
    assertEquals(metadata, text(await(tried.store().instanceMetadata())), "EST-36: the metadata");
    assertEquals(secrets, text(await(tried.store().instanceSecrets())), "EST-36: the secrets");
  }
}
