package dev.couchgrass.store.chronicle;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.ChronicleException.Reason;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleFolderTest {
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS.withRecentBytes(20_000).withSegmentBytes(64 * 1024);

  @TempDir Path folder;

  private ChronicleEngine open(Path data) throws IOException {
    return ChronicleEngine.open(data, OPTIONS, OpenListener.NONE);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  private static byte[] value(int number) {
    byte[] value = new byte[400];
    new Random(number).nextBytes(value);
    return value;
  }

  private static void write(ChronicleEngine engine, int from, int to) {
    for (int i = from; i < to; i++) {
      await(engine.commit(Batch.builder().put(key(i), value(i)).build()));
    }
  }

  private static void assertHolds(ChronicleEngine engine, int from, int to) {
    try (Snapshot snapshot = engine.snapshot()) {
      for (int i = from; i < to; i++) {
        assertArrayEquals(value(i), snapshot.get(key(i)).orElseThrow(), "key " + i);
      }
    }
  }

  private static void assertRefused(Reason reason, ThrowingAction action) {
    ChronicleException refusal = assertThrows(ChronicleException.class, action::run);
    assertEquals(reason, refusal.reason(), refusal.getMessage());
  }

  @FunctionalInterface
  private interface ThrowingAction {
    void run() throws IOException;
  }

  @Test
  void aCopyOfAStoreInUseHasAllThatWasAcknowledgedBefore() throws Exception {
    ChronicleEngine engine = open(data());
    write(engine, 0, 300);
    AtomicBoolean over = new AtomicBoolean();
    Thread busy =
        new Thread(
            () -> {
              while (!over.get()) {
                write(engine, 300, 500);
                await(engine.compact());
              }
            });
    busy.start();
    try {
      for (int copy = 0; copy < 10; copy++) {
        Path target = folder.resolve("copy" + copy);
        ChronicleFolder.copy(data(), target, bytes -> {});
        ChronicleEngine copied = open(target);
        assertHolds(copied, 0, 300);
        await(copied.close());
      }
    } finally {
      over.set(true);
      busy.join();
      await(engine.close());
    }
  }

  @Test
  void aCompactionGivesBackWhatWasOverwritten() throws IOException {
    ChronicleEngine engine = open(data());
    for (int round = 0; round < 8; round++) {
      write(engine, 0, 200);
    }
    await(engine.compact());
    long bytes = ChronicleFolder.logBytes(data());
    assertTrue(bytes < 3 * 200 * 400 / 2, () -> bytes + " bytes");
    assertHolds(engine, 0, 200);
    await(engine.close());
  }

  @Test
  void aCopyIsTheWholeStoreAndNothingElse() throws IOException {
    ChronicleEngine engine = open(data());
    write(engine, 0, 500);
    await(engine.compact());
    write(engine, 500, 600);
    Path target = folder.resolve("copy");
    ChronicleFolder.Copied copied = ChronicleFolder.copy(data(), target, bytes -> {});
    assertEquals(600, copied.commits());
    assertEquals(ChronicleFolder.logBytes(target), copied.bytes());
    try (Stream<Path> files = Files.list(target)) {
      assertTrue(files.allMatch(file -> file.toString().endsWith(".log")));
    }
    await(engine.close());
    engine = open(target);
    assertHolds(engine, 0, 600);
    await(engine.close());
  }

  private List<ChronicleFolder.Dropped> salvage(Path target) throws IOException {
    return ChronicleFolder.salvage(data(), target, copied -> {});
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  @Test
  void aCopyThatFailsIsNoStoreAndLeavesNothing() throws IOException {
    ChronicleEngine engine = open(data());
    write(engine, 0, 500);
    await(engine.close());
    Path target = folder.resolve("copy");
    IllegalStateException stop = new IllegalStateException("stopped");
    int[] calls = {0};
    assertThrows(
        IllegalStateException.class,
        () ->
            ChronicleFolder.copy(
                data(),
                target,
                bytes -> {
                  if (++calls[0] == 3) {
                    throw stop;
                  }
                }));
    assertFalse(ChronicleFolder.holdsStore(target));
    ChronicleFolder.copy(data(), target, bytes -> {});
    assertTrue(ChronicleFolder.holdsStore(target));
  }

  @Test
  void onlyAnEmptyFolderIsCopiedTo() throws IOException {
    await(open(data()).close());
    Path target = Files.createDirectory(folder.resolve("full"));
    Files.createFile(target.resolve("something"));
    assertRefused(Reason.NOT_EMPTY, () -> ChronicleFolder.copy(data(), target, bytes -> {}));
    assertRefused(
        Reason.NO_STORE, () -> ChronicleFolder.copy(target, folder.resolve("other"), bytes -> {}));
  }

  @Test
  void whoHasTheFolderIsTold() throws IOException {
    ChronicleEngine engine = open(data());
    ChronicleException refusal = assertThrows(ChronicleException.class, () -> open(data()));
    assertEquals(Reason.IN_USE, refusal.reason());
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
    assertRefused(Reason.IN_USE, () -> salvage(folder.resolve("salvaged")));
    assertFalse(Files.exists(folder.resolve("salvaged")));
    await(engine.close());
  }

  @Test
  void aFlippedBitIsFoundAndSalvagedAround() throws IOException {
    ChronicleEngine engine = open(data());
    write(engine, 0, 500);
    await(engine.close());
    assertEquals(List.of(), salvage(folder.resolve("sound")));
    engine = open(folder.resolve("sound"));
    assertHolds(engine, 0, 500);
    await(engine.close());
    Path log = data().resolve("0000000002.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 4;
    Files.write(log, bytes);
    Path target = folder.resolve("copy");
    assertRefused(Reason.DAMAGED, () -> ChronicleFolder.copy(data(), target, copied -> {}));
    assertTrue(isEmpty(target), "A copy that failed left something");
    List<ChronicleFolder.Dropped> dropped = salvage(target);
    assertFalse(dropped.isEmpty());
    assertTrue(
        dropped.stream().allMatch(part -> part.file().equals("0000000002.log")), dropped::toString);
    engine = open(target);
    try (Snapshot snapshot = engine.snapshot()) {
      int left = 0;
      for (int i = 0; i < 500; i++) {
        left += snapshot.get(key(i)).isPresent() ? 1 : 0;
      }
      assertEquals(499, left);
    }
    await(engine.close());
  }
}
