package dev.couchgrass.store.chronicle.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.Loss;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk.Fault;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogTest {
  private static final LogOptions OPTIONS = LogWorkload.OPTIONS;
  private static final byte[] KEY = "key".getBytes(UTF_8);

  private final SimulatedDisk disk = new SimulatedDisk(1);

  private static Batch put(String key, byte[] value) {
    return Batch.builder().put(key.getBytes(UTF_8), value).build();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void commitsAreNumberedAndFoundAgain() throws IOException {
    Log log = Log.open(disk, OPTIONS);
    Appended first = log.append(List.of(put("key", random(10)), put("key", random(20))));
    assertEquals(1, first.commit(0));
    assertEquals(2, first.commit(1));
    assertEquals(2, log.sync());
    log.close();
    Log again = Log.open(disk, OPTIONS);
    assertEquals(first.end(), again.end());
    Place place = new Place(first.file(), first.offset(1, 0), 20);
    assertArrayEquals(random(20), again.read(place, KEY));
  }

  @Test
  void aPlaceGivesItsValueToItsKeyAlone() throws IOException {
    Log log = Log.open(disk, OPTIONS);
    Appended appended = log.append(List.of(put("key", random(10)), put("kez", random(10))));
    long offset = appended.offset(0, 0);
    long file = appended.file();
    assertArrayEquals(random(10), log.read(new Place(file, offset, 10), KEY));
    for (Place wrong :
        List.of(
            new Place(file, offset + 1, 10),
            new Place(file, offset, 9),
            new Place(file, offset, 4000),
            new Place(file, appended.offset(1, 0), 10),
            new Place(file + 1, offset, 10),
            new Place(file, 3, 10))) {
      assertThrows(DamageException.class, () -> log.read(wrong, KEY), wrong::toString);
    }
  }

  @Test
  void aPositionIsKnownAgainAndNoOther() throws IOException {
    Log log = Log.open(disk, OPTIONS);
    LogPosition start = log.end();
    LogPosition first = log.append(List.of(put("a", random(10)))).end();
    log.append(List.of(put("b", random(5000))));
    LogPosition third = log.append(List.of(put("c", random(10)))).end();
    assertTrue(third.file() > first.file(), "No rotation");
    for (LogPosition position : List.of(start, first, third)) {
      assertTrue(log.contains(position), position::toString);
    }
    assertFalse(
        log.contains(
            new LogPosition(
                first.file(), first.start(), first.end(), first.commit(), first.checksum() + 1)));
    assertFalse(log.contains(new LogPosition(77, 96, 96, 0, 0)));
    try (Replay replay = log.replay(first)) {
      assertTrue(replay.nextRecord());
      assertEquals(2, replay.commit());
      assertTrue(replay.nextEntry());
      assertArrayEquals(random(5000), replay.value());
      assertArrayEquals(random(5000), log.read(replay.place(), replay.key()));
      assertFalse(replay.nextEntry());
      assertTrue(replay.nextRecord());
      assertEquals(third, replay.position());
      assertFalse(replay.nextRecord());
    }
  }

  @Test
  void aCommitOfALostHistoryIsNotTheOneThatTookItsNumber() throws IOException {
    Log log = Log.open(disk, OPTIONS);
    LogPosition lost = log.append(List.of(put("a", random(10)))).end();
    Log again = Log.open(disk.afterCrash(Loss.EVERYTHING, 1), OPTIONS);
    again.append(List.of(put("b", random(10))));
    assertEquals(lost.end(), again.end().end());
    assertFalse(again.contains(lost));
  }

  @Test
  void afterAFailedSyncNothingIsAppendedButReadsGoOn() throws IOException {
    Log log = Log.open(disk, OPTIONS);
    Appended appended = log.append(List.of(put("key", random(10))));
    disk.failAt(disk.calls() + 1, Fault.IO_ERROR);
    assertThrows(LogFailedException.class, log::sync);
    assertThrows(LogFailedException.class, log::sync);
    assertThrows(LogFailedException.class, () -> log.append(List.of(put("b", random(1)))));
    Place place = new Place(appended.file(), appended.offset(0, 0), 10);
    assertArrayEquals(random(10), log.read(place, KEY));
    log.close();
  }

  @Test
  void whenTheDiskIsFullTheLogGoesOnOnceThereIsSpace() throws IOException {
    Log log = Log.open(disk, OPTIONS);
    log.append(List.of(put("key", random(10))));
    disk.failAt(disk.calls() + 1, Fault.FULL);
    for (int i = 0; i < 3; i++) {
      IOException e =
          assertThrows(IOException.class, () -> log.append(List.of(put("b", random(100)))));
      assertFalse(e instanceof LogFailedException, e::toString);
    }
    disk.failAt(0, Fault.FULL);
    assertEquals(2, log.append(List.of(put("key", random(30)))).commit(0));
    log.sync();
    IndexedLog left = new IndexedLog(disk.afterCrash(Loss.EVERYTHING, 1), OPTIONS, true);
    assertEquals(List.of(), IndexedLog.difference(left.contents(), Map.of("key", random(30))));
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    Log.open(disk, OPTIONS).close();
    String name = disk.list().get(0);
    disk.open(name).write(ByteBuffer.allocate(4).putInt(0, FileHeader.VERSION + 1), 8);
    IOException e = assertThrows(NewerFormatException.class, () -> Log.open(disk, OPTIONS));
    assertTrue(String.valueOf(e.getMessage()).contains("version 2 instead of 1"), e::toString);
  }

  @Test
  void valuesOfEveryLengthAreThereAfterCompaction() throws IOException {
    IndexedLog indexed = new IndexedLog(disk, OPTIONS, true);
    for (int length : new int[] {0, 1, 100, 500, 1023, 1024, 5000, 70_000, 1_100_000}) {
      indexed.append(
          List.of(put("r" + length, random(length)), put("z" + length, new byte[length])));
    }
    Map<String, byte[]> before = indexed.contents();
    indexed.log.rotate();
    indexed.compact(0, 100);
    assertEquals(List.of(), IndexedLog.difference(before, indexed.contents()));
    assertEquals(2, indexed.log.files().size());
    indexed.log.close();
    IndexedLog again = new IndexedLog(disk, OPTIONS, true);
    assertEquals(List.of(), IndexedLog.difference(before, again.contents()));
    long bytes = again.log.files().get(0).bytes();
    assertTrue(bytes < 2 * 1_100_000 + 70_000 + 5000 + 20_000, () -> bytes + " bytes");
  }

  @Test
  void aReplacementWaitsForItsFateAcrossOpens() throws IOException {
    Log log = Log.open(disk, OPTIONS);
    log.append(List.of(put("key", random(10))));
    log.rotate();
    long offset;
    try (Compaction compaction = log.compact(List.of(log.files().get(0)))) {
      offset = compaction.add(KEY, Optional.of(random(10)));
      compaction.install();
    }
    assertThrows(IllegalStateException.class, () -> log.compact(List.of(log.files().get(0))));
    log.close();
    Log again = Log.open(disk, OPTIONS);
    Replacement replacement = again.replacement().orElseThrow();
    assertArrayEquals(random(10), again.read(new Place(replacement.file(), offset, 10), KEY));
    assertEquals(1, again.files().get(0).number());
    replacement.retire();
    assertEquals(replacement.file(), again.files().get(0).number());
    assertThrows(DamageException.class, () -> again.read(new Place(1, 200, 10), KEY));
    assertTrue(again.replacement().isEmpty());
    assertThrows(IllegalStateException.class, replacement::drop);
  }

  @Test
  void onlySealedFilesThatFollowEachOtherAreCompacted() throws IOException {
    Log log = Log.open(disk, OPTIONS);
    for (int i = 0; i < 3; i++) {
      log.append(List.of(put("key", random(10))));
      log.rotate();
    }
    List<LogFile> files = log.files();
    assertEquals(4, files.size());
    for (List<LogFile> wrong :
        List.of(
            List.<LogFile>of(),
            List.of(files.get(0), files.get(2)),
            List.of(files.get(2), files.get(3)))) {
      assertThrows(IllegalArgumentException.class, () -> log.compact(wrong), wrong::toString);
    }
  }
}
