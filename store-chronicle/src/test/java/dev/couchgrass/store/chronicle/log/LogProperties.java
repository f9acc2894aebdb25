package dev.couchgrass.store.chronicle.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LogProperties {
  @Provide
  Arbitrary<List<Batch>> batches() {
    Arbitrary<byte[]> keys = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(200);
    Arbitrary<Optional<byte[]>> values =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(20_000).optional(0.8);
    Arbitrary<Batch> batches =
        Combinators.combine(keys, values)
            .as(Batch.Change::new)
            .list()
            .ofMaxSize(8)
            .map(LogProperties::batch);
    return batches.list().ofMaxSize(6);
  }

  private static Batch batch(List<Batch.Change> changes) {
    Batch.Builder builder = Batch.builder();
    for (Batch.Change change : changes) {
      if (change.value().isPresent()) {
        builder.put(change.key(), change.value().get());
      } else {
        builder.delete(change.key());
      }
    }
    return builder.build();
  }

  @Property(tries = 200)
  void batchesComeBackAsTheyWere(@ForAll("batches") List<Batch> batches) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    Log log = Log.open(disk, LogWorkload.OPTIONS);
    Appended appended = log.append(batches);
    log.close();
    Log again = Log.open(disk, LogWorkload.OPTIONS);
    try (Replay replay = again.replay()) {
      for (int i = 0; i < batches.size(); i++) {
        assertTrue(replay.nextRecord());
        assertEquals(appended.commit(i), replay.commit());
        requireEntries(batches.get(i), replay);
      }
      assertFalse(replay.nextRecord());
    }
    for (int i = 0; i < batches.size(); i++) {
      requirePlaces(batches.get(i), i, appended, again);
    }
  }

  private static void requireEntries(Batch batch, Replay replay) throws IOException {
    for (Batch.Change change : batch.changes()) {
      assertTrue(replay.nextEntry());
      assertArrayEquals(change.key(), replay.key());
      assertEquals(change.value().isPresent(), replay.hasValue());
      if (replay.hasValue()) {
        assertArrayEquals(change.value().get(), replay.value());
      }
    }
    assertFalse(replay.nextEntry());
  }

  private static void requirePlaces(Batch batch, int index, Appended appended, Log log)
      throws IOException {
    for (int i = 0; i < batch.changes().size(); i++) {
      Batch.Change change = batch.changes().get(i);
      long offset = appended.offset(index, i);
      assertEquals(change.value().isEmpty(), offset == -1);
      if (change.value().isPresent()) {
        byte[] value = change.value().get();
        Place place = new Place(appended.file(), offset, value.length);
        assertArrayEquals(value, log.read(place, change.key()));
      }
    }
  }

  @Property(tries = 200)
  void compactedEntriesComeBackAsTheyWere(@ForAll("batches") List<Batch> batches)
      throws IOException {
    IndexedLog indexed = new IndexedLog(new SimulatedDisk(1), LogWorkload.OPTIONS, true);
    indexed.append(batches);
    indexed.log.rotate();
    indexed.compact(0, 1);
    assertEquals(
        List.of(), IndexedLog.difference(IndexedLog.contentsAfter(batches), indexed.contents()));
  }

  @Property
  void aVarintHasAsManyBytesAsItSays(@ForAll @IntRange(min = 0) int number) throws Exception {
    byte[] bytes = new byte[Varint.MOST_BYTES + 1];
    int end = Varint.write(number, bytes, 0);
    assertEquals(Varint.length(number), end);
    long read = 0;
    for (int i = 0; i < end; i++) {
      read |= (bytes[i] & 0x7fL) << (7 * i);
    }
    assertEquals(number, read);
  }

  @Property
  void aHeaderWithAnyOtherByteIsRefused(
      @ForAll @IntRange(min = 0, max = 95) int at, @ForAll @IntRange(min = 1, max = 255) int change)
      throws IOException {
    FileHeader header = new FileHeader(-7, 12, 3, 5, 2, 4096, 100, 200, true);
    byte[] bytes = header.encode();
    assertEquals(header, FileHeader.decode(bytes, "f"));
    bytes[at] ^= (byte) change;
    IOException refused = null;
    try {
      FileHeader.decode(bytes, "f");
    } catch (DamageException | NewerFormatException e) {
      refused = e;
    }
    assertTrue(refused != null, () -> Arrays.toString(bytes));
  }
}
