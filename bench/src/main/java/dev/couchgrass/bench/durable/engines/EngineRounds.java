package dev.couchgrass.bench.durable.engines;

import dev.couchgrass.bench.durable.engines.KeyValues.Pair;
import dev.couchgrass.bench.durable.engines.KeyValues.Reader;
import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.People;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that is measured of one engine, in a process of its own. */
public final class EngineRounds {
  private static final String TABLE =
      "Durable: engines as key-value stores (keys of 24 bytes, JSON values of 300 bytes)";

  private static final int KEY_BYTES = 24;
  private static final int BATCH = 500;
  private static final int WRITERS = 64;

  private final Scale scale;
  private final Contender contender;
  private final Path folder;

  /** Made before anything is measured. */
  private final List<Pair> pairs = new ArrayList<>();

  private EngineRounds(Scale scale, Contender contender, Path folder) {
    this.scale = scale;
    this.contender = contender;
    this.folder = folder;
    for (int number = 0; number < scale.records(); number++) {
      pairs.add(pair(number));
    }
  }

  /** Arguments: the {@link Scale}, the name of a {@link Contender}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    Contender contender = Contender.valueOf(arguments[2]);
    EngineRounds rounds = new EngineRounds(Scale.of(arguments), contender, Path.of(arguments[3]));
    rounds.load();
    if (contender.isDurable()) {
      rounds.syncedWrites();
    }
  }

  /** Fills a store without syncs, and reads from it, opened again. */
  private void load() throws Exception {
    Path place = folder.resolve("loaded");
    Folders.remove(place);
    KeyValues store = contender.open(place, false);
    tell("load, batches of 500, not synced (pairs/s)", load(store), "");
    if (contender.isDurable()) {
      store.compact();
      store.close();
      tell("space on disk, compacted", Folders.bytes(place) / 1e6, "MB");
      long start = System.nanoTime();
      store = contender.open(place, false);
      try (Reader reader = store.reader()) {
        reader.get(pairs.get(0).key());
      }
      tell("open again, and a first get", Throughput.seconds(start) * 1e3, "ms");
    }
    read(store);
    store.close();
    Folders.remove(place);
  }

  private double load(KeyValues store) throws Exception {
    return Throughput.once(
        () -> {
          for (int done = 0; done < pairs.size(); done += BATCH) {
            store.put(pairs.subList(done, Math.min(done + BATCH, pairs.size())));
          }
          return pairs.size();
        });
  }

  private void read(KeyValues store) throws Exception {
    tell("get, one thread (pairs/s)", gets(store, 1), "");
    tell("get, two threads (pairs/s)", gets(store, 2), "");
    try (Reader reader = store.reader()) {
      tell("scan in order, first (pairs/s)", scan(reader), "");
      tell("scan in order, again (pairs/s)", scan(reader), "");
    }
  }

  private double gets(KeyValues store, int threads) throws Exception {
    List<Reader> readers = new ArrayList<>();
    double perSecond =
        Throughput.repeated(
            threads,
            scale.time(),
            thread -> {
              Reader reader = store.reader();
              readers.add(reader);
              SplittableRandom random = new SplittableRandom(thread);
              return () -> get(reader, random);
            });
    for (Reader reader : readers) {
      reader.close();
    }
    return perSecond;
  }

  private long get(Reader reader, SplittableRandom random) throws Exception {
    if (reader.get(pairs.get(random.nextInt(pairs.size())).key()).length != People.BYTES) {
      throw new IllegalStateException("A value has another length");
    }
    return 1;
  }

  private double scan(Reader reader) throws Exception {
    long pairBytes = People.BYTES + KEY_BYTES;
    double perSecond = Throughput.once(() -> reader.scan() / pairBytes);
    if (reader.scan() != pairBytes * pairs.size()) {
      throw new IllegalStateException("A scan did not see everything");
    }
    return perSecond;
  }

  /** Fills another store with syncs, and writes single pairs to it. */
  private void syncedWrites() throws Exception {
    Path place = folder.resolve("synced");
    Folders.remove(place);
    KeyValues store = contender.open(place, true);
    tell("load, batches of 500, fsync each (pairs/s)", load(store), "");
    AtomicLong next = new AtomicLong(pairs.size());
    tell("single puts, fsync each, one thread (pairs/s)", puts(store, 1, next), "");
    long syncs = store.syncs();
    long first = next.get();
    tell("single puts, durable, 64 threads (pairs/s)", puts(store, WRITERS, next), "");
    double perSync = (double) (next.get() - first) / (store.syncs() - syncs);
    tell("pairs per fsync, 64 threads", perSync, "");
    store.close();
    Folders.remove(place);
  }

  private double puts(KeyValues store, int threads, AtomicLong next) throws Exception {
    return Throughput.repeated(
        threads,
        scale.time(),
        thread ->
            () -> {
              store.put(List.of(pair(next.getAndIncrement())));
              return 1;
            });
  }

  private static Pair pair(long number) {
    return new Pair(key(number), People.value(number));
  }

  /** Sixteen digits that look random, and eight that count. */
  private static byte[] key(long number) {
    byte[] key = (People.id(number) + "0".repeat(8)).getBytes(StandardCharsets.US_ASCII);
    long rest = number;
    for (int i = key.length - 1; rest > 0; i--, rest /= 10) {
      key[i] += (byte) (rest % 10);
    }
    return key;
  }

  private void tell(String row, double value, String unit) {
    ChildJvm.tell(new Figure(TABLE, row, contender.title(), value, unit));
  }
}
