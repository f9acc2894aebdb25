package dev.couchgrass.store.chronicle.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.tree.IndexException;
import dev.couchgrass.store.chronicle.tree.PageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChroniclePagesTest {
  private static final String FIRST = "index-0000000001.map";

  @TempDir Path folder;

  @Test
  void noFileIsMadeBeforeTheFirstPage() throws IOException {
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      assertThrows(PageException.class, () -> pages.read(1));
      assertFalse(pages.contains(1));
      pages.remove(1);
      pages.compact();
      assertEquals(0, files());
      assertEquals(Optional.empty(), pages.fileName());
      pages.write(1, page(1));
      assertEquals(Optional.of(FIRST), pages.fileName());
    }
  }

  @Test
  void pagesAreKeptAndRemoved() {
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      pages.write(1, page(1));
      pages.write(2, page(2));
      pages.write(2, page(3));
      assertArrayEquals(page(3), pages.read(2));
      pages.remove(1);
      assertFalse(pages.contains(1));
      PageException missing = assertThrows(PageException.class, () -> pages.read(1));
      assertEquals(1, missing.pageId());
      assertEquals(1, pages.pages());
    }
  }

  @Test
  void closedPagesAreThereWhenOpenedAgain() {
    long checksum;
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      fill(pages, 1, 300);
      checksum = pages.seal();
    }
    try (ChroniclePages pages = ChroniclePages.open(folder, FIRST, checksum)) {
      requirePages(pages, 1, 300);
      assertEquals(300, pages.pages());
    }
  }

  @Test
  void aFullFileIsReplacedByALargerOne() throws IOException {
    String last;
    long checksum;
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      fill(pages, 1, 5000);
      requirePages(pages, 1, 5000);
      last = pages.fileName().orElseThrow();
      assertTrue(files() > 1, "It grew");
      pages.deleteOthers(Set.of(FIRST));
      assertEquals(2, files());
      pages.deleteOthers(Set.of());
      assertEquals(1, files());
      checksum = pages.seal();
    }
    try (ChroniclePages pages = ChroniclePages.open(folder, last, checksum)) {
      requirePages(pages, 1, 5000);
    }
  }

  @Test
  void readsGoOnWhileAFileIsReplaced() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      AtomicLong written = new AtomicLong();
      AtomicBoolean done = new AtomicBoolean();
      Future<?> one = readers.submit(() -> readUntil(done, written, pages, 1));
      Future<?> two = readers.submit(() -> readUntil(done, written, pages, 2));
      try {
        for (long id = 1; id <= 6000; id++) {
          pages.write(id, page(id));
          written.set(id);
        }
        pages.compact();
      } finally {
        done.set(true);
      }
      requireSuccess(one);
      requireSuccess(two);
    } finally {
      readers.shutdown();
    }
  }

  private static void readUntil(
      AtomicBoolean done, AtomicLong written, ChroniclePages pages, long seed) {
    Random random = new Random(seed);
    while (!done.get()) {
      long last = written.get();
      if (last > 0) {
        long id = 1 + random.nextLong(last);
        assertTrue(pages.contains(id));
        assertArrayEquals(page(id), pages.read(id));
      }
    }
  }

  private static void requireSuccess(Future<?> reader) throws Exception {
    try {
      reader.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("A reader failed", failed.getCause());
    }
  }

  @Test
  void compactingGivesSpaceBack() throws IOException {
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      fill(pages, 1, 5000);
      pages.retain(id -> id % 100 == 0);
      assertEquals(50, pages.pages());
      pages.deleteOthers(Set.of());
      long before = Files.size(folder.resolve(pages.fileName().orElseThrow()));
      pages.compact();
      pages.deleteOthers(Set.of());
      assertEquals(50, pages.pages());
      assertArrayEquals(page(4900), pages.read(4900));
      assertTrue(Files.size(folder.resolve(pages.fileName().orElseThrow())) < before / 4);
    }
  }

  @Test
  void freedSpaceIsUsedAgain() throws IOException {
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      for (long id = 1; id <= 20_000; id++) {
        pages.write(id, page(id));
        pages.remove(id - 100);
      }
      assertEquals(1, files());
    }
  }

  @Test
  void aRecoveredFileHasEveryPage() {
    Index.Opener opener = ChroniclePages.in(folder);
    String name;
    long checksum;
    try (Index pages = opener.empty()) {
      fill(pages, 1, 3000);
      name = pages.fileName().orElseThrow();
      checksum = pages.seal();
    }
    try (Index pages = opener.open(name, checksum)) {
      assertEquals(3000, pages.pages());
    }
    try (Index pages = opener.recover(name)) {
      requirePages(pages, 1, 3000);
      assertEquals(3000, pages.pages());
    }
  }

  /** Chronicle Map marks it meanwhile, and would wait a minute for the mark to go. */
  @Test
  void aFileWhoseRecoveryWasCutShortIsRefused() throws IOException {
    byte[] marked = oneFile();
    marked[11] |= (byte) 0x80;
    Files.write(folder.resolve(FIRST), marked);
    assertThrows(IndexException.class, this::openAsItIs);
    IndexException refusal =
        assertThrows(IndexException.class, () -> ChroniclePages.recover(folder, FIRST).close());
    assertTrue(String.valueOf(refusal.getMessage()).contains("killed"), refusal::getMessage);
  }

  @Test
  void aFileThatIsNotOneIsRefused() throws IOException {
    byte[] whole = oneFile();
    for (int length : new int[] {0, 5, 12, 100, 5000}) {
      Files.write(folder.resolve(FIRST), Arrays.copyOf(whole, length));
      assertThrows(IndexException.class, this::openAsItIs);
    }
    for (int length : new int[] {0, 5, 12, 100}) {
      Files.write(folder.resolve(FIRST), Arrays.copyOf(whole, length));
      assertThrows(IndexException.class, () -> ChroniclePages.recover(folder, FIRST).close());
    }
    assertThrows(
        IndexException.class, () -> ChroniclePages.open(folder, "index-0000000009.map", 0));
    assertThrows(IndexException.class, () -> ChroniclePages.open(folder, "../roots", 0));
    assertThrows(
        IndexException.class, () -> ChroniclePages.recover(folder, "index-0000000009.map"));
  }

  @Test
  void aHeaderWithAFlippedBitIsRefused() throws IOException {
    byte[] whole = oneFile();
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      byte[] flipped = whole.clone();
      int at = i < 12 ? i : random.nextInt(1200);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(folder.resolve(FIRST), flipped);
      assertThrows(IndexException.class, this::openAsItIs);
      assertThrows(IndexException.class, () -> ChroniclePages.recover(folder, FIRST).close());
    }
  }

  /** With the checksum that the file has now, so that nothing but its header speaks against it. */
  private void openAsItIs() throws IOException {
    ChroniclePages.open(folder, FIRST, FileChecksum.of(folder.resolve(FIRST))).close();
  }

  @Test
  void aSealedFileWithAFlippedBitIsRefused() throws IOException {
    long checksum;
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      fill(pages, 1, 100);
      checksum = pages.seal();
    }
    byte[] whole = Files.readAllBytes(folder.resolve(FIRST));
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(folder.resolve(FIRST), flipped);
      assertThrows(IndexException.class, () -> ChroniclePages.open(folder, FIRST, checksum));
    }
    Files.write(folder.resolve(FIRST), whole);
    try (ChroniclePages pages = ChroniclePages.open(folder, FIRST, checksum)) {
      requirePages(pages, 1, 100);
    }
  }

  @Test
  void numbersAreNotUsedTwice() {
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      pages.write(1, page(1));
    }
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      pages.write(1, page(1));
      assertEquals(Optional.of("index-0000000002.map"), pages.fileName());
    }
  }

  @Test
  @SuppressWarnings("try") // Closing it twice is what is tried.
  void closedPagesRefuseWork() {
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      pages.write(1, page(1));
      pages.close();
      pages.close();
      pages.remove(1);
      assertThrows(IllegalStateException.class, () -> pages.write(2, page(2)));
      assertThrows(IllegalStateException.class, pages::seal);
      assertThrows(PageException.class, () -> pages.read(1));
    }
  }

  @Test
  void aNewFileTakesNextToNoSpace() throws Exception {
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      pages.write(1, page(1));
      pages.seal();
      long bytes = allocated(folder.resolve(FIRST));
      assertTrue(bytes <= 48 * 1024, () -> bytes + " bytes");
    }
  }

  private static long allocated(Path file) throws IOException, InterruptedException {
    Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    String blocks =
        new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    assertEquals(0, stat.waitFor());
    return 512 * Long.parseLong(blocks);
  }

  private byte[] oneFile() throws IOException {
    try (ChroniclePages pages = ChroniclePages.empty(folder)) {
      fill(pages, 1, 10);
    }
    return Files.readAllBytes(folder.resolve(FIRST));
  }

  private static void fill(Index pages, long from, long to) {
    for (long id = from; id <= to; id++) {
      pages.write(id, page(id));
    }
  }

  private static void requirePages(Index pages, long from, long to) {
    for (long id = from; id <= to; id++) {
      assertTrue(pages.contains(id));
      assertArrayEquals(page(id), pages.read(id));
    }
  }

  /** Of any length up to what a tree makes at most, mostly about 4 KiB. */
  private static byte[] page(long id) {
    Random random = new Random(id);
    byte[] page = new byte[id % 997 == 0 ? 60_000 : 1 + random.nextInt(4096)];
    random.nextBytes(page);
    return page;
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
