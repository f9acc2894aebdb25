package dev.couchgrass.store.chronicle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.ChronicleException.Reason;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bit flips in some file of a store that was closed. Then it is opened and all of it read: that
 * is as it was, or the store says what is damaged.
 *
 * <p>{@code -Dflips=} says how many times, {@code -Dflip.seed=} repeats them.
 */
class BitFlipTest {
  private static final int FLIPS = Integer.getInteger("flips", 1000);
  private static final long SEED = Long.getLong("flip.seed", new Random().nextInt(1_000_000));
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS
          .withDurability(Durability.NONE)
          .withRecentBytes(30_000)
          .withSegmentBytes(64 * 1024);

  private final NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private Optional<String> rebuilt = Optional.empty();

  @TempDir Path folder;

  @Test
  void aFlippedBitIsDetectedOrHarmless() throws IOException {
    System.out.printf("BitFlipTest: %d flips, seed %d%n", FLIPS, SEED);
    long begun = System.nanoTime();
    Path whole = Files.createDirectory(folder.resolve("whole"));
    make(whole);
    List<Path> files;
    try (Stream<Path> found = Files.list(whole)) {
      files = found.sorted().toList();
    }
    assertTrue(files.stream().anyMatch(file -> kind(file).equals("compacted")), "Compacted files");
    assertTrue(files.stream().anyMatch(file -> kind(file).equals("index")), "An index");
    Random random = new Random(SEED);
    for (int flip = 0; flip < FLIPS; flip++) {
      Path file = files.get(random.nextInt(files.size()));
      long bit = nextBit(file, random);
      Path damaged = Files.createDirectory(folder.resolve("flip" + flip));
      for (Path each : files) {
        Files.copy(each, damaged.resolve(each.getFileName()));
      }
      flip(damaged.resolve(file.getFileName()), bit);
      String point = "bit " + bit + " of " + file.getFileName() + ", seed " + SEED;
      String outcome;
      try {
        outcome = open(damaged, file);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(point, e);
      }
      outcomes.merge(kind(file) + ": " + outcome, 1, Integer::sum);
      delete(damaged);
    }
    System.out.printf(
        "BitFlipTest: %d flips, %s, %d s, seed %d%n",
        FLIPS, outcomes, (System.nanoTime() - begun) / 1_000_000_000, SEED);
  }

  /** Segments, of which most are compacted, deletions, large values, an index of several levels. */
  private void make(Path into) throws IOException {
    Random random = new Random(SEED);
    ChronicleEngine engine = ChronicleEngine.open(into, OPTIONS, OpenListener.NONE);
    for (int i = 0; i < 120; i++) {
      Batch.Builder batch = Batch.builder();
      for (int change = 0; change < 30; change++) {
        byte[] key = ("key" + random.nextInt(2500)).getBytes(ISO_8859_1);
        if (random.nextInt(5) == 0) {
          batch.delete(key);
          model.remove(key);
        } else {
          byte[] value = new byte[random.nextInt(60) == 0 ? 3000 : random.nextInt(200)];
          random.nextBytes(value);
          batch.put(key, value);
          model.put(key, value);
        }
      }
      WritesUntilKilled.await(engine.commit(batch.build()));
      if (i == 70) {
        WritesUntilKilled.await(engine.compact());
      }
    }
    WritesUntilKilled.await(engine.close());
  }

  /** Half of them where a file says what it is, and of an index, what finds its pages. */
  private static long nextBit(Path file, Random random) throws IOException {
    long bits = Files.size(file) * 8;
    return random.nextBoolean()
        ? (long) (random.nextDouble() * bits)
        : (long) (random.nextDouble() * Math.min(bits, 8 * 4096));
  }

  private static void flip(Path file, long bit) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[Math.toIntExact(bit / 8)] ^= (byte) (1 << bit % 8);
    Files.write(file, bytes);
  }

  private static String kind(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".map")
        ? "index"
        : name.contains("-") ? "compacted" : name.endsWith(".log") ? "segment" : name;
  }

  private String open(Path damaged, Path file) throws IOException {
    rebuilt = Optional.empty();
    OpenListener listener =
        new OpenListener() {
          @Override
          public void rebuilds(String reason) {
            rebuilt = Optional.of(reason);
          }

          @Override
          public void replayed(long commit, long last) {}
        };
    ChronicleEngine engine;
    try {
      engine = ChronicleEngine.open(damaged, OPTIONS, listener);
    } catch (ChronicleException e) {
      assertTrue(
          e.reason() == Reason.DAMAGED || e.reason() == Reason.NEWER_FORMAT, e.reason()::toString);
      requireNamed(e, file);
      return "not opened";
    }
    try (Snapshot snapshot = engine.snapshot()) {
      requireModel(snapshot);
      return rebuilt.isPresent() ? "rebuilt" : "harmless";
    } catch (UncheckedIOException e) {
      requireNamed(e, file);
      return "found by a read";
    } finally {
      WritesUntilKilled.await(engine.close());
    }
  }

  private static void requireNamed(Exception e, Path file) {
    String name = file.getFileName().toString();
    String message = e.getMessage();
    assertNotNull(message, "A message");
    assertTrue(message.contains(name), () -> message + " does not name " + name);
  }

  private void requireModel(Snapshot snapshot) {
    KeyRange everything = new KeyRange(new byte[0], new byte[] {(byte) 0xff});
    try (Cursor cursor = snapshot.scan(everything, Direction.FORWARD)) {
      model.forEach(
          (key, value) -> {
            assertTrue(cursor.next(), "A key is missing");
            assertArrayEquals(key, cursor.key(), "A key");
            assertArrayEquals(value, cursor.value(), "A value");
          });
      assertFalse(cursor.next(), "A key too many");
    }
    assertEquals(model.size(), snapshot.rank(new byte[] {(byte) 0xff}).orElseThrow());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
