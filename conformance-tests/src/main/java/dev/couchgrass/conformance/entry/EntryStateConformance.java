package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.store.entry.StateKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a store keeps beside entries. */
public abstract class EntryStateConformance extends EntryFixture {
  private static final Cid ID = Cid.of(Codec.DAG_CBOR, new byte[] {1});
  private static final Cid OTHER = Cid.of(Codec.DAG_CBOR, new byte[] {2});

  protected EntryStateConformance(StorageHome.Source homes) {
    super(homes);
  }

  private void keep(StateKey key, String state) {
    await(entries.cacheState(key, bytes(state)));
  }

  private Optional<String> state(StateKey key) {
    return text(await(entries.cachedState(key)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> text(Optional<byte[]> bytes) {
    return bytes.map(found -> new String(found, StandardCharsets.UTF_8));
  }

  @Test
  @Tag("EST-33")
  void aStateIsReadAsItWasKeptLast() {
    StateKey key = StateKey.shared(ID, "a");
    assertEquals(Optional.empty(), state(key));
    for (String state : List.of("one", "", "one and two")) {
      keep(key, state);
      assertEquals(Optional.of(state), state(key));
    }
  }

  @Test
  @Tag("EST-33")
  void statesAreApart() {
    List<StateKey> keys = new ArrayList<>();
    for (Cid id : List.of(ID, OTHER, new Cid(Codec.RAW, ID.hash()))) {
      for (String store : List.of("a", "b", "", "ab", "\u00e4")) {
        keys.add(StateKey.shared(id, store));
        keys.add(StateKey.of(new UUID(0, 0), id, store));
        keys.add(StateKey.of(new UUID(0, 1), id, store));
        keys.add(StateKey.of(new UUID(1, 0), id, store));
      }
    }
    for (StateKey key : keys) {
      assertEquals(Optional.empty(), state(key), key::toString);
      keep(key, key.toString());
    }
    for (StateKey key : keys) {
      assertEquals(Optional.of(key.toString()), state(key));
    }
  }

  /** As of a user who was deleted, or of a name that came over the wire. */
  @Test
  @Tag("EST-34")
  void whatCannotBeKeptIsNot() {
    for (String name : List.of("x".repeat(256), "x".repeat(70_000), "\ud800")) {
      keep(StateKey.shared(ID, name), "state");
      assertEquals(Optional.empty(), state(StateKey.shared(ID, name)));
    }
    keep(StateKey.shared(ID, "?"), "of another name");
    assertEquals(Optional.empty(), state(StateKey.shared(ID, "\ud800")));
    keep(StateKey.shared(ID, "x".repeat(255)), "state");
    assertEquals(Optional.of("state"), state(StateKey.shared(ID, "x".repeat(255))));
  }

  @Test
  @Tag("EST-35")
  void allStatesAreForgotten() {
    List<StateKey> keys =
        List.of(StateKey.shared(ID, "a"), StateKey.of(new UUID(0, 1), OTHER, "b"));
    keys.forEach(key -> keep(key, "state"));
    await(entries.setInstanceMetadata(bytes("m")));
    await(entries.clearStates());
    keys.forEach(key -> assertEquals(Optional.empty(), state(key)));
    assertEquals(Optional.of("m"), text(await(entries.instanceMetadata())));
    keys.forEach(key -> keep(key, "again"));
    keys.forEach(key -> assertEquals(Optional.of("again"), state(key)));
  }

  @Test
  @Tag("EST-36")
  void theInstanceKeepsTwoThings() {
    assertEquals(Optional.empty(), await(entries.instanceMetadata()));
    assertEquals(Optional.empty(), await(entries.instanceSecrets()));
    await(entries.setInstanceMetadata(bytes("m")));
    assertEquals(Optional.empty(), await(entries.instanceSecrets()));
    await(entries.setInstanceSecrets(bytes("s")));
    await(entries.setInstanceMetadata(bytes("m2")));
    assertEquals(Optional.of("m2"), text(await(entries.instanceMetadata())));
    assertEquals(Optional.of("s"), text(await(entries.instanceSecrets())));
    byte[] long60K = new byte[60_000];
    await(entries.setInstanceSecrets(long60K));
    assertArrayEquals(long60K, await(entries.instanceSecrets()).orElseThrow());
    await(entries.setInstanceSecrets(new byte[0]));
    assertEquals(Optional.of(""), text(await(entries.instanceSecrets())));
  }
}
