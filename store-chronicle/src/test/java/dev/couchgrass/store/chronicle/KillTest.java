package dev.couchgrass.store.chronicle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.pages.ChildJvm;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed at random moments while they write, again and again over the same
 * folders: what they said to be acknowledged is there, and whole batches in their order.
 *
 * <p>{@code -Dkills=} says how many, {@code -Dkill.seed=} repeats what can be repeated of a run:
 * what is written, and when, counted from the first line of a process, it is killed.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 30);
  private static final long SEED = Long.getLong("kill.seed", new Random().nextInt(1_000_000));

  /** Folders that are written to at once. */
  private static final int LANES = 2;

  private static final int LONGEST_MILLIS = 300;

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED");

  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicInteger unacknowledged = new AtomicInteger();
  private final AtomicInteger rebuilds = new AtomicInteger();
  private final AtomicInteger whileOpening = new AtomicInteger();

  @TempDir Path folder;

  @Test
  @Tag("ATO-2")
  @Tag("ENG-6")
  void nothingThatWasAcknowledgedIsLost() throws Exception {
    System.out.printf("KillTest: %d kills, seed %d%n", KILLS, SEED);
    long begun = System.nanoTime();
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        long seed = SEED + lane;
        Path own = folder.resolve("lane" + lane);
        Callable<Void> kill = () -> new Lane(own, seed).run();
        done.add(lanes.submit(kill));
      }
      for (Future<?> lane : done) {
        lane.get();
      }
    } finally {
      lanes.shutdownNow();
    }
    System.out.printf(
        "KillTest: %d kills (%d while a store was opened), %d batches, %d of them there though not"
            + " acknowledged, %d rebuilds, %d s, seed %d%n",
        kills.get(),
        whileOpening.get(),
        batches.get(),
        unacknowledged.get(),
        rebuilds.get(),
        (System.nanoTime() - begun) / 1_000_000_000,
        SEED);
  }

  /** A folder, and what must be in it. */
  private final class Lane {
    private final Path folder;
    private final long seed;
    private final Random random;
    private final NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
    private final int[] modelled = new int[WritesUntilKilled.THREADS];
    private final int[] acknowledged = new int[WritesUntilKilled.THREADS];

    /** Whether the last process was killed while it opened the store. */
    private boolean openCutShort;

    Lane(Path folder, long seed) {
      this.folder = folder;
      this.seed = seed;
      random = new Random(seed);
      Arrays.fill(modelled, -1);
      Arrays.fill(acknowledged, -1);
    }

    Void run() throws Exception {
      Files.createDirectories(folder);
      int rounds = Math.max(1, KILLS / LANES);
      Process next = start(0);
      try {
        for (int round = 1; round <= rounds; round++) {
          Process child = next;
          next = start(round);
          writeAndKill(child);
          kills.incrementAndGet();
          // Now and then another process opens what this one left.
          if (round == rounds || random.nextInt(4) > 0) {
            check();
          }
        }
      } finally {
        next.destroyForcibly();
      }
      return null;
    }

    private Process start(int round) throws IOException {
      Path scratch = folder.resolveSibling(folder.getFileName() + "-scratch" + round % 2);
      Files.createDirectories(scratch);
      Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=OFF\n");
      List<String> options = new ArrayList<>(OPTIONS);
      options.add("-Djava.util.logging.config.file=" + logging);
      return ChildJvm.onClassPath(options, WritesUntilKilled.class, scratch.toString());
    }

    private void writeAndKill(Process child) throws Exception {
      Durability durability = List.of(Durability.values()).get(random.nextInt(3));
      boolean early = random.nextInt(5) == 0;
      int millis = random.nextInt(early ? 60 : LONGEST_MILLIS);
      try (BufferedReader out = child.inputReader(ISO_8859_1);
          OutputStream in = child.getOutputStream()) {
        assertEquals("ready", out.readLine());
        in.write((seed + " " + durability + " " + folder + "\n").getBytes(ISO_8859_1));
        in.flush();
        List<String> lines = new ArrayList<>();
        if (!early) {
          lines.add(out.readLine());
        }
        Thread killer = new Thread(() -> kill(child, millis));
        killer.start();
        String line = out.readLine();
        while (line != null) {
          lines.add(line);
          line = out.readLine();
        }
        killer.join();
        assertEquals(137, child.waitFor(), "It was killed, and did not end itself");
        lines.forEach(this::note);
        openCutShort = lines.stream().noneMatch(each -> each.startsWith("found"));
        whileOpening.addAndGet(openCutShort ? 1 : 0);
      } finally {
        child.destroyForcibly();
      }
    }

    private void kill(Process child, int millis) {
      long until = System.nanoTime() + millis * 1_000_000L + random.nextInt(1_000_000);
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
      // Killing it by its handle leaves its output to be read.
      child.toHandle().destroyForcibly();
    }

    private void note(String line) {
      if (line.startsWith(WritesUntilKilled.REBUILT)) {
        noteRebuild(line);
        return;
      }
      String[] parts = line.split(" ", -1);
      if (parts.length != 3) {
        return; // Cut off.
      }
      int thread = Integer.parseInt(parts[1]);
      int number = Integer.parseInt(parts[2]);
      if (parts[0].equals("found")) {
        assertTrue(number >= acknowledged[thread], () -> "Lost: " + line + ", " + this);
      } else {
        assertEquals("done", parts[0]);
        batches.incrementAndGet();
        acknowledged[thread] = Math.max(acknowledged[thread], number);
      }
    }

    /** A recovery that was cut short costs the index; nothing else that a kill can do does. */
    private void noteRebuild(String reason) {
      rebuilds.incrementAndGet();
      System.out.println("KillTest: rebuilt, as " + reason + ", " + this);
      assertTrue(openCutShort, () -> "Rebuilt, as " + reason + ", " + this);
    }

    private void check() throws IOException {
      OpenListener listener =
          new OpenListener() {
            @Override
            public void rebuilds(String reason) {
              noteRebuild(reason);
            }

            @Override
            public void replayed(long commit, long last) {}
          };
      ChronicleEngine engine =
          ChronicleEngine.open(folder, WritesUntilKilled.options(Durability.COMMIT), listener);
      openCutShort = false;
      try (Snapshot snapshot = engine.snapshot()) {
        for (int thread = 0; thread < WritesUntilKilled.THREADS; thread++) {
          goOnTo(thread, WritesUntilKilled.last(snapshot, thread));
        }
        requireModel(snapshot);
      } finally {
        WritesUntilKilled.await(engine.close());
      }
    }

    private void goOnTo(int thread, int last) {
      assertTrue(last >= acknowledged[thread], () -> "Lost by thread " + thread + ", " + this);
      unacknowledged.addAndGet(last - acknowledged[thread]);
      acknowledged[thread] = last;
      while (modelled[thread] < last) {
        modelled[thread]++;
        for (Batch.Change change :
            WritesUntilKilled.batch(seed, thread, modelled[thread]).changes()) {
          change
              .value()
              .ifPresentOrElse(
                  value -> model.put(change.key(), value), () -> model.remove(change.key()));
        }
      }
    }

    private void requireModel(Snapshot snapshot) {
      KeyRange everything = new KeyRange(new byte[0], new byte[] {(byte) 0xff});
      long rank = 0;
      try (Cursor cursor = snapshot.scan(everything, Direction.FORWARD)) {
        for (var entry : model.entrySet()) {
          assertTrue(cursor.next(), this::toString);
          assertArrayEquals(entry.getKey(), cursor.key(), this::toString);
          assertArrayEquals(entry.getValue(), cursor.value(), this::toString);
          assertArrayEquals(entry.getValue(), snapshot.get(entry.getKey()).orElse(null));
          assertEquals(rank++, snapshot.rank(entry.getKey()).orElseThrow());
        }
        assertFalse(cursor.next(), this::toString);
      }
    }

    @Override
    public String toString() {
      return "lane with seed " + seed + " after " + kills.get() + " kills";
    }
  }
}
