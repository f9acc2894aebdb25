package dev.couchgrass.store.chronicle.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.tree.IndexException;
import dev.couchgrass.store.chronicle.tree.Pages;
import dev.couchgrass.store.chronicle.tree.Root;
import dev.couchgrass.store.chronicle.tree.Tree;
import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write: the last root that they named is whole. */
class KilledProcessTest {
  private static final List<String> OPTIONS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED");

  private record Named(Root root, String file, int steps) {}

  @RepeatedTest(2)
  void theLastRootIsWhole(@TempDir Path folder) throws Exception {
    long seed = new Random().nextInt(1_000_000);
    System.out.println("KilledProcessTest: seed " + seed);
    requireWhole(folder, runAndKill(folder, seed), seed);
  }

  /** Refused when it was cut short: Chronicle Map may have lost pages then. Else it is whole. */
  @RepeatedTest(2)
  void aRecoveryThatWasKilledIsRefused(@TempDir Path folder) throws Exception {
    long seed = new Random().nextInt(1_000_000);
    System.out.println("KilledProcessTest, recovery: seed " + seed);
    Named last = runAndKill(folder, seed);
    Random random = new Random(seed);
    recoverAndKill(folder, last.file(), random);
    while (!isMarked(folder.resolve(last.file()))) {
      requireWhole(folder, last, seed);
      recoverAndKill(folder, last.file(), random);
    }
    assertThrows(IndexException.class, () -> ChroniclePages.recover(folder, last.file()).close());
  }

  private static void recoverAndKill(Path folder, String file, Random random) throws Exception {
    Process process =
        ChildJvm.onClassPath(OPTIONS, RecoversUntilKilled.class, folder.toString(), file);
    try (BufferedReader out = process.inputReader()) {
      for (int times = 1 + random.nextInt(5); times > 0; times--) {
        assertEquals("recovered", out.readLine());
      }
      for (long until = System.nanoTime() + random.nextInt(3_000_000);
          System.nanoTime() < until; ) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Whether Chronicle Map's mark is there, that the file is not complete. */
  private static boolean isMarked(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(12)[11] < 0;
    }
  }

  private static void requireWhole(Path folder, Named last, long seed) {
    try (ChroniclePages store = ChroniclePages.recover(folder, last.file())) {
      Pages pages = new Pages(store, 1 << 20);
      Tree tree = pages.tree(last.root());
      Set<Long> reached = new HashSet<>();
      long count = tree.checkInner(reached::add);
      assertEquals(count, tree.check(id -> assertTrue(reached.contains(id))));
      store.retain(reached::contains);
      assertEquals(count, store.pages());
      assertSame(model(seed, last.steps()), tree);
      assertTrue(tree.edit(EditsUntilKilled.changes(seed, last.steps())).written() > 0);
    }
  }

  private static Named runAndKill(Path folder, long seed) throws IOException, InterruptedException {
    Process process =
        ChildJvm.onClassPath(
            OPTIONS, EditsUntilKilled.class, folder.toString(), String.valueOf(seed));
    Random random = new Random(seed);
    int steps = 1 + random.nextInt(60);
    try (BufferedReader out = process.inputReader();
        OutputStream in = process.getOutputStream()) {
      String line = "";
      for (int step = 0; step < steps; step++) {
        line = out.readLine();
        in.write('\n');
        in.flush();
      }
      for (long until = System.nanoTime() + random.nextInt(3_000_000);
          System.nanoTime() < until; ) {
        Thread.onSpinWait();
      }
      // Killing it by its handle leaves its output to be read.
      process.toHandle().destroyForcibly();
      process.waitFor();
      // It may have come further than what was read: what it named last is what counts.
      for (String more = out.readLine(); more != null && more.contains(".map"); ) {
        line = more;
        steps++;
        more = out.readLine();
      }
      return named(line, steps);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Named named(String line, int steps) {
    String[] parts = line.split(" ", -1);
    Root root =
        new Root(
            Long.parseLong(parts[0]),
            Integer.parseInt(parts[1]),
            Long.parseLong(parts[2]),
            Long.parseLong(parts[3]));
    return new Named(root, parts[4], steps);
  }

  private static Map<byte[], byte[]> model(long seed, int steps) {
    Map<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
    for (int step = 0; step < steps; step++) {
      for (Change change : EditsUntilKilled.changes(seed, step)) {
        change
            .value()
            .ifPresentOrElse(
                value -> model.put(change.key(), value), () -> model.remove(change.key()));
      }
    }
    return model;
  }

  private static void assertSame(Map<byte[], byte[]> model, Tree tree) {
    byte[] above = {-1, -1, -1, -1, -1};
    try (Cursor cursor = tree.cursor(new KeyRange(new byte[0], above), Direction.FORWARD)) {
      model.forEach(
          (key, value) -> {
            assertTrue(cursor.next());
            assertArrayEquals(key, cursor.key());
            assertArrayEquals(value, cursor.value());
          });
      assertFalse(cursor.next());
    }
  }
}
