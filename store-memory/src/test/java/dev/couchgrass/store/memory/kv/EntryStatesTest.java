package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StateKey;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The room for states is so small here that it is soon full. */
class EntryStatesTest {
  private static final int ROOM = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final MemoryEngine engine = new MemoryEngine();
  private Storage storage;
  private EntryStore store;

  @BeforeEach
  void open() {
    storage = await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS.withMaxStateBytes(ROOM)));
    store = await(storage.entries());
  }

  @AfterEach
  void close() {
    KvCheckTest.assertSound(engine);
    await(storage.close());
    await(vertx.close());
  }

  private static StateKey key(int number) {
    return StateKey.shared(Cid.of(Codec.RAW, new byte[] {(byte) number}), "s");
  }

  private void keep(int number, int bytes) {
    await(store.cacheState(key(number), new byte[bytes]));
  }

  private List<Integer> kept() {
    return IntStream.range(0, 50)
        .filter(number -> await(store.cachedState(key(number))).isPresent())
        .boxed()
        .toList();
  }

  @Test
  @Tag("EST-34")
  void theEarliestMakeRoom() {
    for (int number = 0; number < 5; number++) {
      keep(number, 190);
    }
    assertEquals(List.of(0, 1, 2, 3, 4), kept());
    keep(0, 190);
    keep(5, 190);
    assertEquals(List.of(0, 2, 3, 4, 5), kept());
    keep(6, 500);
    assertEquals(List.of(0, 5, 6), kept());
    keep(7, ROOM - 10);
    assertEquals(List.of(7), kept());
    for (int number = 8; number < 50; number++) {
      keep(number, 100);
      assertTrue(kept().size() <= 10);
    }
  }

  @Test
  @Tag("EST-34")
  void whatIsLargerThanTheRoomIsNotKept() {
    keep(1, 100);
    keep(2, ROOM);
    keep(3, 10 * ROOM);
    assertEquals(List.of(1), kept());
  }

  @Test
  @Tag("EST-35")
  void moreIsForgottenThanOneStepTakes() {
    for (int number = 0; number < 50; number++) {
      keep(number, 0);
    }
    await(store.clearStates());
    assertEquals(List.of(), kept());
  }
}
