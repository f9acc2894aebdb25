package dev.couchgrass.store.memory.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.kv.check.CheckedTotals;
import dev.couchgrass.store.kv.check.KvCheck;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a check finds of signed logs; that it finds nothing else, sound ones show. */
class LogsCheckTest {
  private static final HexFormat HEX = HexFormat.of();

  /** What keys of signed logs begin with: nothing else is there. */
  private static final String LOGS = "00000001";

  private static final String PRUNED = "00000005";
  private static final String FORGOTTEN = "00000006";

  private final Vertx vertx = Vertx.vertx();
  private final MemoryEngine engine = new MemoryEngine();

  @BeforeEach
  void fill() {
    EngineWrapper open =
        new EngineWrapper(engine) {
          @Override
          public Future<Void> close() {
            return Future.succeededFuture();
          }
        };
    Storage storage = KvStorage.open(vertx, open, KvOptions.DEFAULTS).await();
    FilledLogs.fill(storage);
    storage.close().await();
    leaveToBeSwept();
    leaveToBeReleased();
  }

  /** As if others had waited for an item that was taken, and all of them had been released. */
  private void leaveToBeReleased() {
    String taken = LOGS + "0f";
    Map.Entry<String, byte[]> item =
        rows().entrySet().stream().filter(row -> row.getKey().startsWith(taken)).findFirst().get();
    String orderer = item.getKey().substring(10, 18);
    put(LOGS + "1c" + orderer + HEX.formatHex(item.getValue()), Optional.of(new byte[0]));
  }

  /** As if nothing had been swept of two logs yet, of which one was pruned and one forgotten. */
  private void leaveToBeSwept() {
    put(LOGS + "1b" + PRUNED, Optional.of(new byte[] {3}));
    put(LOGS + "1b" + FORGOTTEN, Optional.of(new byte[] {5}));
    byte[] name = rows().get(LOGS + "04" + FORGOTTEN);
    put(LOGS + "04" + FORGOTTEN, Optional.empty());
    put(LOGS + "03" + HEX.formatHex(name), Optional.empty());
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private List<String> problems() {
    return problems(engine);
  }

  private static List<String> problems(MemoryEngine engine) {
    List<String> problems = new ArrayList<>();
    try (Snapshot snapshot = engine.snapshot()) {
      KvCheck.run(snapshot, (where, what) -> problems.add(where + ": " + what));
    }
    return problems;
  }

  /** Keys and values of signed logs. */
  private Map<String, byte[]> rows() {
    Map<String, byte[]> rows = new TreeMap<>();
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(KeyRange.prefix(HEX.parseHex(LOGS)), Direction.FORWARD)) {
      while (cursor.next()) {
        rows.put(HEX.formatHex(cursor.key()), cursor.value());
      }
    }
    return rows;
  }

  private void put(String key, Optional<byte[]> value) {
    byte[] bytes = HEX.parseHex(key);
    Batch.Builder batch = Batch.builder();
    value.ifPresentOrElse(present -> batch.put(bytes, present), () -> batch.delete(bytes));
    engine.commit(batch.build()).await();
  }

  private void assertNoticed(String what, String key, Optional<byte[]> value) {
    Optional<byte[]> before = Optional.ofNullable(rows().get(key));
    put(key, value);
    assertTrue(!problems().isEmpty(), () -> what + " unnoticed: " + key);
    put(key, before);
  }

  private static int space(String key) {
    return Integer.parseInt(key.substring(8, 10), 16);
  }

  /** What is said to lack of the third log's first operations, from when they were there. */
  private static boolean isBeforeItsLog(String key) {
    return key.startsWith(LOGS + "0700000003");
  }

  /** What is to be swept of a log, or released, or may be so already. */
  private static boolean isSwept(String key) {
    boolean pruned = key.startsWith(PRUNED, 10);
    return switch (space(key)) {
      case 7 -> pruned || key.startsWith(FORGOTTEN, 10);
      case 27 -> pruned; // Nothing may be gone.
      case 28 -> true; // Nothing waits for it.
      default -> false;
    };
  }

  /** A body that is not awaited was deleted; what is gone may have come again elsewhere. */
  private boolean mayBeMissing(String key) {
    return isBeforeItsLog(key) || isSwept(key) || space(key) == 26 || isRecordToBeSwept(key);
  }

  private boolean isRecordToBeSwept(String key) {
    byte[] value = rows().get(key);
    return space(key) == 2 && (value[0] == 6 || (value[0] == 5 && value[1] < 3));
  }

  /** Of these bytes any would do, or one that is larger by one. */
  private boolean isFree(String key, byte[] value, int at) {
    return switch (space(key)) {
      case 1 -> Integer.parseInt(key.substring(10), 16) <= 3; // Given out, and used no more.
      case 2 -> at > 1 && isRecordToBeSwept(key); // What was before it.
      case 7 -> isBeforeItsLog(key) || isSwept(key);
      case 27 -> true; // Up to where, as long as the log goes.
      case 11, 25 -> true; // Heights and states.
      case 12 -> at == 1; // A place that was given out, and is empty.
      case 13 -> value[0] == 4 && at == 1; // The place that was a done item's.
      case 19 -> at > 9 || (at == 0 && value[0] >= 2); // Addresses; whether stale ones bootstrap.
      default -> false;
    };
  }

  @Test
  void countsWhatItLooksAt() {
    assertEquals(new CheckedTotals(0, 0, 0, 0, 0, 12, 0), KvCheckTest.assertSound(engine));
  }

  @Test
  void everySpaceIsFilled() {
    assertEquals(28, rows().keySet().stream().mapToInt(LogsCheckTest::space).distinct().count());
  }

  @Test
  void everyRowThatIsMissingIsNoticed() {
    rows()
        .forEach(
            (key, value) -> {
              if (!mayBeMissing(key)) {
                assertNoticed("removed", key, Optional.empty());
              }
            });
    KvCheckTest.assertSound(engine);
  }

  @Test
  void everyRowThatIsTooManyIsNoticed() {
    Map<String, byte[]> rows = rows();
    rows.forEach(
        (key, value) -> {
          byte[] other = HEX.parseHex(key);
          other[other.length - 1] = (byte) (other[other.length - 1] + 40);
          String copy = HEX.formatHex(other);
          if (!rows.containsKey(copy)) {
            assertNoticed("added", copy, Optional.of(value));
          }
        });
    KvCheckTest.assertSound(engine);
  }

  @Test
  void everyByteThatChangedIsNoticed() {
    rows()
        .forEach(
            (key, value) -> {
              for (int at = 0; at < value.length; at += Math.max(1, value.length / 25)) {
                if (!isFree(key, value, at)) {
                  byte[] changed = value.clone();
                  changed[at] ^= 1;
                  assertNoticed("changed at " + at, key, Optional.of(changed));
                }
              }
            });
    KvCheckTest.assertSound(engine);
  }

  @Test
  void aValueThatIsTooLongIsNoticed() {
    rows()
        .forEach(
            (key, value) -> {
              byte[] longer = Arrays.copyOf(value, value.length + 1);
              assertNoticed("made longer", key, Optional.of(longer));
            });
  }

  /** A row of a space: the first of them is removed, changed in a byte, or put elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "1, removed, 'A log''s number was not given out'",
    "2, removed, 'An operation can''t be read, or is damaged'",
    "3, removed, There are headers of no operation",
    "4, removed, 'A log''s number is not its own'",
    "5, removed, There are operations of no log",
    "6, removed, Whether an operation lacks its body is noted wrongly",
    "6, 0, 'An operation can''t be read, or is damaged'",
    "7, removed, The size of what is before an operation is wrong",
    "8, removed, 'A topic and its log don''t know each other'",
    "9, removed, 'A topic and its log don''t know each other'",
    "10, removed, There are heights of no cursor",
    "10, 1, 'A cursor has more heights than it says, or fewer'",
    "11, removed, 'A cursor has more heights than it says, or fewer'",
    "12, removed, There are items of no orderer",
    "12, 2, 'An orderer''s counts are wrong'",
    "13, removed, 'An orderer''s counts are wrong'",
    "14, removed, An item is not at its place",
    "15, removed, An item is not at its place",
    "16, removed, An item is waited for by what does not wait",
    "17, removed, What an item waits for does not know it",
    "18, removed, What never arrived is not noted",
    "19, removed, Times are noted of no node",
    "20, removed, A node is not noted at its time",
    "21, removed, 'A list of nodes has a gap, or a node that does not know of it'",
    "22, removed, 'A node and its topic don''t know each other'",
    "23, removed, 'A node and its topic don''t know each other'",
    "24, removed, There are pieces of no state",
    "25, removed, 'A state beside logs can''t be read, or is damaged'",
    "26, moved, 'A body is awaited of what does not lack it'",
    "27, removed, There are headers of no operation"
  })
  void eachIsToldForWhatItIs(int space, String damage, String told) {
    String key =
        rows().keySet().stream()
            .filter(row -> space(row) == space && !isSwept(row) && !isRecordToBeSwept(row))
            .findFirst()
            .get();
    byte[] value = rows().get(key);
    switch (damage) {
      case "removed" -> put(key, Optional.empty());
      case "moved" -> {
        put(key, Optional.empty());
        put(key.substring(0, key.length() - 2) + "01", Optional.of(value));
      }
      default -> {
        value[Integer.parseInt(damage)] ^= 1;
        put(key, Optional.of(value));
      }
    }
    List<String> problems = problems();
    assertTrue(problems.contains("signed logs: " + told), problems::toString);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whateverWasDoneIsSound(long seed) {
    MemoryEngine other = new MemoryEngine();
    Storage storage = KvStorage.open(vertx, other, KvOptions.DEFAULTS).await();
    RandomLogs logs = new RandomLogs(storage, seed);
    long most = 0;
    for (int step = 1; step <= 400; step++) {
      logs.step();
      if (step % 20 == 0) {
        most = Math.max(most, KvCheckTest.assertSound(other).operations());
      }
    }
    assertTrue(most > 30, "Little was done");
    storage.close().await();
  }

  /** What is released is noted as long as anything waits for it. */
  @Test
  void whatWaitsForWhatWasTakenIsReleased() {
    MemoryEngine other = new MemoryEngine();
    Storage storage = KvStorage.open(vertx, other, KvOptions.DEFAULTS).await();
    Hash first = Hash.of(new byte[1]);
    int many = 3_000;
    storage
        .transact(
            tx -> {
              for (int i = 0; i < many; i++) {
                tx.orderer("o").add(Hash.of(new byte[i + 2]), List.of(first));
              }
              return tx.orderer("o").add(first, List.of());
            })
        .await();
    storage.transact(tx -> tx.orderer("o").take(1)).await();
    KvCheckTest.assertSound(other);
    try (Snapshot snapshot = other.snapshot();
        Cursor notes =
            snapshot.scan(KeyRange.prefix(HEX.parseHex(LOGS + "1c")), Direction.FORWARD)) {
      assertTrue(notes.next());
      other.commit(Batch.builder().delete(notes.key()).build()).await();
    }
    List<String> problems = problems(other);
    assertTrue(problems.contains("signed logs: An item waits for what was taken"));
    storage.close().await();
  }

  /** Neither what lacks nor its sums stay, though the last operation of a block lacks nothing. */
  @Test
  void nothingIsSaidToLackOfWhatWasPruned() {
    MemoryEngine other = new MemoryEngine();
    Storage storage = KvStorage.open(vertx, other, KvOptions.DEFAULTS).await();
    SigningKey key = SigningKey.generate(new SecureRandom());
    Log log = new Log(key.publicKey(), LogId.ofBytes(new byte[] {1}));
    Optional<Operation> last = Optional.empty();
    for (int i = 0; i < 300; i++) {
      Operation operation = OperationBuilder.behind(last).body(new byte[1]).sign(key);
      last = Optional.of(operation);
      storage.transact(tx -> tx.operations().insert(operation, log.id())).await();
      if (i < 200) {
        storage.transact(tx -> tx.operations().deleteBody(operation.id())).await();
      }
    }
    storage.transact(tx -> tx.logs().prune(log, 299)).await();
    KvCheckTest.assertSound(other);
    try (Snapshot snapshot = other.snapshot();
        Cursor lacks =
            snapshot.scan(
                KeyRange.prefix(HEX.parseHex(LOGS + "070000000101")), Direction.FORWARD)) {
      assertFalse(lacks.next());
    }
    storage.close().await();
  }

  /** Of what has its body, announces none, or was pruned. */
  @Test
  void aBodyThatIsAwaitedForNoReasonIsNoticed() {
    rows().keySet().stream()
        .filter(key -> space(key) == 5)
        .map(header -> LOGS + "1a" + header.substring(10))
        .filter(awaited -> !rows().containsKey(awaited))
        .filter(awaited -> !isLacking(awaited))
        .forEach(awaited -> assertNoticed("awaited", awaited, Optional.of(new byte[0])));
    assertNoticed("awaited", LOGS + "1a0000000300000000", Optional.of(new byte[0]));
  }

  private boolean isLacking(String awaited) {
    return rows()
        .containsKey(LOGS + "07" + awaited.substring(10, 18) + "00" + awaited.substring(18));
  }

  @Test
  void keysOfNoSpaceAreNoticed() {
    put(LOGS + "1d", Optional.of(new byte[0]));
    assertEquals(List.of("signed logs: There are keys of no space"), problems());
  }
}
