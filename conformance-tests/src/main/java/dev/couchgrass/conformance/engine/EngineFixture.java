package dev.couchgrass.conformance.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.opentest4j.TestAbortedException;

/** An engine with nothing in it for each test, and short words for what tests do with it. */
public abstract class EngineFixture {
  static final KeyRange EVERYTHING = new KeyRange(new byte[] {0}, new byte[] {-1, -1, -1, -1, -1});

  private final EngineHome.Source homes;
  private final List<EngineHome> made = new ArrayList<>();
  private EngineHome home;
  Engine engine;

  EngineFixture(EngineHome.Source homes) {
    this.homes = homes;
  }

  @BeforeEach
  void open() throws IOException {
    home = homes.make();
    made.add(home);
    engine = home.open();
  }

  @AfterEach
  void closeAndDelete() throws IOException {
    await(engine.close());
    for (EngineHome each : made) {
      each.delete();
    }
  }

  /** Closes the engine and opens it again; ends the test if nothing would be there. */
  void reopen() throws IOException {
    if (engine.capabilities().durability() == Durability.NONE) {
      throw new TestAbortedException("The engine says that nothing outlives it");
    }
    await(engine.close());
    engine = home.open();
  }

  /** Goes on with what a crash at this moment leaves; ends the test if there can be none. */
  void crash() throws IOException {
    EngineHome left =
        home.crashed().orElseThrow(() -> new TestAbortedException("No crash can be had here"));
    made.add(left);
    await(engine.close());
    home = left;
    engine = home.open();
  }

  /** Lets writes fail, or go well again; ends the test if that can't be had. */
  void refuseWrites(boolean refused) {
    if (!home.refuseWrites(refused)) {
      throw new TestAbortedException("No commit can be made to fail here");
    }
  }

  static <T> T await(Future<T> future) {
    return StoreFixture.await(future);
  }

  /** A key, in the order of the numbers. */
  static byte[] key(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static Batch put(byte[] key, byte[] value) {
    return Batch.builder().put(key, value).build();
  }

  static Batch put(int key, int value) {
    return put(key(key), key(value));
  }

  void commit(Batch batch) {
    await(engine.commit(batch));
  }

  Optional<byte[]> get(byte[] key) {
    try (Snapshot snapshot = engine.snapshot()) {
      return snapshot.get(key);
    }
  }

  static void assertValue(byte[] expected, Optional<byte[]> found) {
    assertTrue(found.isPresent(), "The key is not there");
    assertArrayEquals(expected, found.get());
  }

  /** The keys of a range in hexadecimal, in the order in which a scan gives them. */
  List<String> keys(KeyRange range, Direction direction) {
    try (Snapshot snapshot = engine.snapshot()) {
      return keys(snapshot, range, direction);
    }
  }

  static List<String> keys(Snapshot snapshot, KeyRange range, Direction direction) {
    List<String> keys = new ArrayList<>();
    try (Cursor cursor = snapshot.scan(range, direction)) {
      while (cursor.next()) {
        keys.add(HexFormat.of().formatHex(cursor.key()));
      }
    }
    return keys;
  }
}
