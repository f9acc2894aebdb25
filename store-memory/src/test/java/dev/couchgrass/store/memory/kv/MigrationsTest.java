package dev.couchgrass.store.memory.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.instrument.FaultyEngine;
import dev.couchgrass.conformance.instrument.HeldEngine;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.kv.migration.Migration;
import dev.couchgrass.store.kv.migration.Migrations;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How an engine is brought to the newest layout, by steps that are made up, and by the real ones.
 */
class MigrationsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] VERSION = {0, 0, 0, 0, 3};
  private static final KeyRange OLD = KeyRange.prefix(new byte[] {0, 0, 0, 7});
  private static final int KEYS = 25;
  private static final int PIECE = 4;

  private final Vertx vertx = Vertx.vertx();
  private final MemoryEngine engine = new MemoryEngine();

  /** Counts the calls of its steps. */
  private final List<Integer> calls = new ArrayList<>();

  private final Migrations.Worker worker =
      new Migrations.Worker() {
        @Override
        public <T> Future<T> run(long weight, Callable<T> work) {
          return vertx.executeBlocking(work);
        }
      };

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Migration step(int from, BiFunction<Snapshot, Optional<byte[]>, Migration.Piece> work) {
    return new Migration() {
      @Override
      public int from() {
        return from;
      }

      @Override
      public Piece next(Snapshot newest, Optional<byte[]> reached) {
        calls.add(from);
        return work.apply(newest, reached);
      }
    };
  }

  /** Doubles each value, which can't be told from it: so it needs to know how far it is. */
  private Migration doubling(int from) {
    return step(from, MigrationsTest::doubled);
  }

  private static Migration.Piece doubled(Snapshot newest, Optional<byte[]> reached) {
    Batch.Builder batch = Batch.builder();
    byte[] last = {};
    int count = 0;
    KeyRange rest =
        new KeyRange(reached.map(key -> Arrays.copyOf(key, 6)).orElse(OLD.from()), OLD.to());
    try (Cursor cursor = newest.scan(rest, Direction.FORWARD)) {
      while (count < PIECE && cursor.next()) {
        last = cursor.key();
        batch.put(last, new byte[] {(byte) (2 * cursor.value()[0])});
        count++;
      }
    }
    return count < PIECE
        ? Migration.Piece.last(batch.build())
        : Migration.Piece.until(last, batch.build());
  }

  private Migration adding(int from, byte[] key) {
    return step(
        from, (newest, reached) -> Migration.Piece.last(Batch.builder().put(key, key).build()));
  }

  private Migrations steps() {
    return new Migrations(
        List.of(adding(5, new byte[] {9}), doubling(6), adding(7, new byte[] {10})));
  }

  private void fill(String version) {
    Batch.Builder batch = Batch.builder().put(VERSION, HEX.parseHex(version));
    for (int i = 0; i < KEYS; i++) {
      batch.put(new byte[] {0, 0, 0, 7, (byte) i}, new byte[] {(byte) i});
    }
    engine.commit(batch.build()).await();
  }

  private Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor =
            snapshot.scan(new KeyRange(new byte[0], new byte[] {(byte) 0xff}), Direction.FORWARD)) {
      while (cursor.next()) {
        content.put(HEX.formatHex(cursor.key()), HEX.formatHex(cursor.value()));
      }
    }
    return content;
  }

  private Map<String, String> migrated() {
    Map<String, String> right = new TreeMap<>();
    right.put("0000000003", "00000008");
    right.put("09", "09");
    right.put("0a", "0a");
    for (int i = 0; i < KEYS; i++) {
      right.put("00000007" + HEX.toHexDigits((byte) i), HEX.toHexDigits((byte) (2 * i)));
    }
    return right;
  }

  private Future<Void> bring(Migrations migrations, FaultyEngine faulty) {
    return migrations.bring(faulty, worker);
  }

  private StoreException refusal(Migrations migrations) {
    Map<String, String> before = content();
    StoreException refusal =
        assertThrows(StoreException.class, () -> migrations.bring(engine, worker).await());
    assertEquals(ErrorCode.STORE_FAILED, refusal.code());
    assertEquals(before, content());
    return refusal;
  }

  @Test
  void stepsHaveNoGap() {
    assertThrows(IllegalArgumentException.class, () -> new Migrations(List.of()));
    List<Migration> gap = List.of(doubling(1), doubling(3));
    assertThrows(IllegalArgumentException.class, () -> new Migrations(gap));
    assertEquals(5, steps().oldest());
    assertEquals(8, steps().newest());
  }

  @Test
  void aNewEngineBeginsWithTheNewestVersion() {
    steps().bring(engine, worker).await();
    assertEquals(Map.of("0000000003", "00000008"), content());
    assertEquals(List.of(), calls);
  }

  @Test
  void allStepsAreTakenOnce() {
    fill("00000005");
    steps().bring(engine, worker).await();
    assertEquals(migrated(), content());
    calls.clear();
    steps().bring(engine, worker).await();
    assertEquals(List.of(), calls);
  }

  @Test
  void whatIsNewerThanTheOldestTakesTheRest() {
    fill("00000007");
    steps().bring(engine, worker).await();
    assertEquals(List.of(7), calls);
  }

  /** After any piece the engine fails, and another process goes on. */
  @Test
  void goesOnWhereverItWasInterrupted() {
    int pieces = 2 + KEYS / PIECE + 1;
    for (int done = 0; done < pieces; done++) {
      fill("00000005");
      FaultyEngine faulty = new FaultyEngine(engine);
      faulty.failCommitsAfter(done);
      StoreException failure =
          assertThrows(StoreException.class, () -> bring(steps(), faulty).await());
      assertEquals(
          "The storage has an older layout, and bringing it to this version's failed",
          failure.reason());
      assertFalse(content().get("0000000003").equals("00000008"));
      faulty.heal();
      calls.clear();
      bring(steps(), faulty).await();
      assertEquals(pieces - done, calls.size());
      assertEquals(migrated(), content());
    }
  }

  /** A process that ends between two pieces leaves the one, and nothing of the other. */
  @Test
  void goesOnAfterACrash() {
    fill("00000006");
    HeldEngine held = new HeldEngine(engine);
    Promise<Void> third = Promise.promise();
    Migrations lost =
        new Migrations(
            List.of(
                step(
                    6,
                    (newest, reached) -> {
                      if (calls.size() == 3) {
                        held.hold();
                        third.complete();
                      }
                      return doubled(newest, reached);
                    })));
    Future<Void> never = lost.bring(held, worker);
    third.future().await();
    assertFalse(never.isComplete());
    assertEquals("0000000701" + "0000000707", content().get("0000000003"));
    new Migrations(List.of(doubling(6))).bring(engine, worker).await();
    Map<String, String> right = migrated();
    right.keySet().removeAll(List.of("09", "0a"));
    right.put("0000000003", "00000007");
    assertEquals(right, content());
  }

  /** Releases that read the first four bytes alone, as the one before this did, refuse it too. */
  @Test
  void whatIsHalfMigratedIsOfNoOlderVersion() {
    fill("00000006");
    FaultyEngine faulty = new FaultyEngine(engine);
    faulty.failCommitsAfter(1);
    assertThrows(
        StoreException.class, () -> bring(new Migrations(List.of(doubling(6))), faulty).await());
    assertTrue(content().get("0000000003").startsWith("0000000701"));
    assertTrue(refusal(new Migrations(List.of(doubling(5)))).reason().contains("newer"));
  }

  @Test
  void aStepThatFailsLeavesWhatWasDone() {
    fill("00000005");
    Migrations failing =
        new Migrations(
            List.of(
                adding(5, new byte[] {9}),
                step(
                    6,
                    (newest, reached) -> {
                      throw new IllegalStateException("A record is damaged");
                    })));
    StoreException failure =
        assertThrows(StoreException.class, () -> failing.bring(engine, worker).await());
    assertTrue(failure.getCause().getMessage().contains("A record is damaged"));
    assertEquals("00000006", content().get("0000000003"));
  }

  @Test
  void aStepThatDoesNotGoOnFails() {
    fill("00000006");
    Migrations endless =
        new Migrations(
            List.of(
                step(
                    6,
                    (newest, reached) ->
                        Migration.Piece.until(new byte[] {1}, Batch.builder().build()))));
    assertThrows(StoreException.class, () -> endless.bring(engine, worker).await());
    assertEquals(2, calls.size());
  }

  @Test
  void otherVersionsAreRefusedEachInItsWords() {
    fill("00000009");
    assertEquals(
        "The storage was written by a newer version of Couchgrass: its layout is 9, this one knows"
            + " layouts up to 8",
        refusal(steps()).reason());
    fill("00000004");
    assertEquals(
        "The storage was written by a version of Couchgrass that is too old: its layout is 4, this"
            + " one knows layouts from 5",
        refusal(steps()).reason());
    fill("000000050107");
    assertEquals(
        "The storage was written by a version of Couchgrass that is too old: its layout is 4, this"
            + " one knows layouts from 5",
        refusal(steps()).reason());
    for (String damaged : List.of("", "0000", "00000000", "80000006", "0000000602")) {
      fill(damaged);
      assertEquals(
          "The version of the storage's layout is damaged: " + damaged, refusal(steps()).reason());
    }
    engine.commit(Batch.builder().delete(VERSION).build()).await();
    assertEquals(
        "The version of the storage's layout is damaged: there is none", refusal(steps()).reason());
  }

  @Test
  void theFirstVersionThatWasReleasedIsMigrated() {
    assertEquals(2, Migrations.ALL.oldest());
    assertEquals(3, Migrations.ALL.newest());
    engine.commit(Batch.builder().put(VERSION, HEX.parseHex("00000002")).build()).await();
    KvCheckTest.assertSound(engine);
    Storage storage = KvStorage.open(vertx, engine, KvOptions.DEFAULTS).await();
    assertEquals("00000003", content().get("0000000003"));
    storage.close().await();
  }

  /** As one on a file system that may only be read. */
  @Test
  void whatCannotBeWrittenSaysSo() {
    engine.commit(Batch.builder().put(VERSION, HEX.parseHex("00000002")).build()).await();
    FaultyEngine faulty = new FaultyEngine(engine);
    faulty.failCommitsAfter(0);
    StoreException failure =
        assertThrows(
            StoreException.class, () -> KvStorage.open(vertx, faulty, KvOptions.DEFAULTS).await());
    assertEquals(
        "The storage has an older layout, and bringing it to this version's failed",
        failure.reason());
    assertEquals("The disk is full", failure.getCause().getMessage());
  }
}
