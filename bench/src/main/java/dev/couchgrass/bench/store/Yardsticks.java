package dev.couchgrass.bench.store;

import dev.couchgrass.bench.Documents;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Gets of the same documents from the JDK's own maps: what a read at random costs on this machine
 * when there is nothing but a map, and how that grows once the data no longer fit its caches.
 *
 * <p>An operation ends with a copy of the value: a database hands out a body of its own, too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Yardsticks {
  @Param({"10000", "1000000"})
  int documents;

  private static final byte[] ABSENT = {};

  private final Map<String, byte[]> hashed = new HashMap<>();
  private final Map<String, byte[]> sorted = new ConcurrentSkipListMap<>();
  private String[] ids = {};

  /** Where a thread reads next. */
  @State(Scope.Thread)
  public static class Places {
    private final SplittableRandom random = new SplittableRandom(1);
  }

  @Setup(Level.Trial)
  public void fill() {
    ids = new String[documents];
    for (int i = 0; i < documents; i++) {
      ids[i] = Documents.id(i);
      byte[] json = Documents.json(i, 0);
      // Keys of their own, as a database has them: not the very objects that are asked with.
      hashed.put(Documents.id(i), json);
      sorted.put(Documents.id(i), json);
    }
  }

  @Benchmark
  public byte[] hashMap(Places places) {
    return copy(hashed, places);
  }

  @Benchmark
  public byte[] skipList(Places places) {
    return copy(sorted, places);
  }

  private byte[] copy(Map<String, byte[]> map, Places places) {
    String id = ids[places.random.nextInt(documents)];
    return map.getOrDefault(id, ABSENT).clone();
  }
}
