package dev.couchgrass.store.chronicle;

import static dev.couchgrass.store.flow.Effects.onSuccess;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that waits until it is told a folder, and then writes to it from several threads
 * without end. It tells what it finds there, and every batch that was acknowledged.
 *
 * <p>Each thread has keys of its own, and writes one batch after the other, some before those
 * before are acknowledged. What is in a batch follows from the seed, the thread and its number.
 */
final class WritesUntilKilled {
  static final int THREADS = 3;

  /** Begins the line that tells why the index is made anew. */
  static final String REBUILT = "rebuilt ";

  private static final int KEYS = 400;
  private static final int IN_FLIGHT = 4;
  private static final int COMPACT_EVERY = 150;

  private WritesUntilKilled() {}

  /** So little that folds, new segments and compactions happen all the time. */
  static ChronicleOptions options(Durability durability) {
    return ChronicleOptions.DEFAULTS
        .withDurability(durability)
        .withRecentBytes(60_000)
        .withCacheBytes(1 << 20)
        .withSegmentBytes(256 * 1024);
  }

  /** The key whose value is the number of a thread's last batch. */
  static byte[] mark(int thread) {
    return new byte[] {1, (byte) thread};
  }

  /** The number of a thread's last batch in the store; -1 if there is none. */
  static int last(Snapshot snapshot, int thread) {
    return snapshot.get(mark(thread)).map(value -> ByteBuffer.wrap(value).getInt()).orElse(-1);
  }

  static Batch batch(long seed, int thread, int number) {
    Random random = new Random(seed * 31 + thread * 1_000_003L + number * 7919L);
    Batch.Builder batch =
        Batch.builder().put(mark(thread), ByteBuffer.allocate(4).putInt(number).array());
    int changes = 1 + random.nextInt(20);
    for (int i = 0; i < changes; i++) {
      byte[] key = ("k" + thread + "-" + random.nextInt(KEYS)).getBytes(ISO_8859_1);
      if (random.nextInt(4) == 0) {
        batch.delete(key);
      } else {
        int kind = random.nextInt(100);
        byte[] value = new byte[kind == 0 ? 50_000 : kind < 20 ? 1500 : random.nextInt(128)];
        random.nextBytes(value);
        batch.put(key, value);
      }
    }
    return batch.build();
  }

  public static void main(String[] arguments) throws Exception {
    warmUp(Path.of(arguments[0]));
    PrintStream out = System.out;
    out.println("ready");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, ISO_8859_1));
    String command = in.readLine();
    if (command == null) {
      return;
    }
    String[] parts = command.split(" ", 3);
    long seed = Long.parseLong(parts[0]);
    Durability durability = Durability.valueOf(parts[1]);
    ChronicleEngine engine =
        ChronicleEngine.open(Path.of(parts[2]), options(durability), telling(out));
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      int last;
      try (Snapshot snapshot = engine.snapshot()) {
        last = last(snapshot, thread);
      }
      out.println("found " + thread + " " + last);
      new Thread(() -> write(engine, seed, number, last + 1, out)).start();
    }
    // Ends with the parent, if that does not end it.
    if (in.readLine() == null) {
      Runtime.getRuntime().halt(0);
    }
  }

  private static OpenListener telling(PrintStream out) {
    return new OpenListener() {
      @Override
      public void rebuilds(String reason) {
        out.println(REBUILT + reason);
      }

      @Override
      public void replayed(long commit, long last) {}
    };
  }

  /** What takes long in a new process is done before it is told a folder. */
  private static void warmUp(Path folder) throws IOException {
    ChronicleEngine engine =
        ChronicleEngine.open(folder, options(Durability.NONE), OpenListener.NONE);
    for (int i = 0; i < 20; i++) {
      await(engine.commit(batch(0, 0, i)));
    }
    await(engine.close());
  }

  private static void write(
      ChronicleEngine engine, long seed, int thread, int first, PrintStream out) {
    Deque<Future<Void>> underWay = new ArrayDeque<>();
    for (int number = first; ; number++) {
      int acknowledged = number;
      underWay.add(
          engine
              .commit(batch(seed, thread, number))
              .andThen(onSuccess(done -> out.println("done " + thread + " " + acknowledged))));
      if (thread == 0 && number % COMPACT_EVERY == COMPACT_EVERY - 1) {
        var unused = engine.compact();
      }
      if (underWay.size() == IN_FLIGHT) {
        await(underWay.remove());
      }
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }
}
