package dev.couchgrass.store.chronicle.sort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EntrySorterProperties {
  /** Keys that are often the same, begin alike for long, or end where others have zeros. */
  @Provide
  Arbitrary<List<byte[]>> keys() {
    Arbitrary<Byte> few = Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) 0xff);
    Arbitrary<byte[]> alike = few.array(byte[].class).ofMinSize(1).ofMaxSize(6);
    Arbitrary<byte[]> far = alike.map(key -> behind(new byte[40], key));
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(300);
    return Arbitraries.oneOf(alike, far, any).list().ofMaxSize(400);
  }

  private static byte[] behind(byte[] prefix, byte[] key) {
    byte[] both = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, both, prefix.length, key.length);
    return both;
  }

  @Property(tries = 300)
  void ofEachKeyTheLastCounts(
      @ForAll("keys") List<byte[]> keys,
      @ForAll @IntRange(min = 1, max = 20_000) int heapBytes,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Map<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
    SimulatedDisk disk = new SimulatedDisk(1);
    try (EntrySorter sorter = new EntrySorter(disk, heapBytes)) {
      for (byte[] key : keys) {
        if (random.nextInt(4) == 0) {
          model.remove(key);
          sorter.delete(key);
        } else {
          byte[] value = new byte[1 + random.nextInt(100)];
          random.nextBytes(value);
          model.put(key, value);
          sorter.put(key, value);
        }
      }
      requireEqual(model, sorter.merge());
    }
    assertEquals(List.of(), disk.list(), "Nothing is left on disk");
  }

  private static void requireEqual(Map<byte[], byte[]> model, Merge merge) throws IOException {
    for (Map.Entry<byte[], byte[]> entry : model.entrySet()) {
      assertTrue(merge.next(), "There is an entry");
      assertArrayEquals(entry.getKey(), merge.key());
      assertArrayEquals(entry.getValue(), merge.value());
    }
    assertFalse(merge.next(), "There are no more");
  }
}
