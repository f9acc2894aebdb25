package dev.couchgrass.store.chronicle;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.check.StoreCheck;
import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.FileDisk;
import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.log.LogOptions;
import dev.couchgrass.store.chronicle.open.Opening;
import dev.couchgrass.store.chronicle.pages.ChroniclePages;
import dev.couchgrass.store.chronicle.pages.Index;
import dev.couchgrass.store.chronicle.pages.Roots;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check of log and index finds. */
class EngineCheckTest {
  private static final long SEED = 20261121;
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS.withRecentBytes(20_000).withSegmentBytes(64 * 1024);

  @TempDir Path folder;
  private int scratches;

  private Path data() throws IOException {
    return Files.createDirectories(folder.resolve("data"));
  }

  private ChronicleEngine open() throws IOException {
    return ChronicleEngine.open(data(), OPTIONS, OpenListener.NONE);
  }

  private List<String> check(ChronicleEngine engine) throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch" + scratches++));
    return await(engine.check(scratch, OpenListener.NONE));
  }

  private static void write(ChronicleEngine engine, int count) {
    Random random = new Random(SEED);
    for (int i = 0; i < count; i++) {
      byte[] key = ByteBuffer.allocate(4).putInt(random.nextInt(count)).array();
      byte[] value = new byte[random.nextInt(400)];
      random.nextBytes(value);
      Batch.Builder batch = Batch.builder();
      await(
          engine.commit(
              (random.nextInt(5) == 0 ? batch.delete(key) : batch.put(key, value)).build()));
    }
  }

  /** Nothing of it is ever outdated, so that no compaction comes in between. */
  private static void writeOnce(ChronicleEngine engine, int count) {
    for (int i = 0; i < count; i++) {
      byte[] key = ByteBuffer.allocate(4).putInt(i).array();
      await(engine.commit(Batch.builder().put(key, new byte[200]).build()));
    }
  }

  @Test
  void aSoundStoreIsSoundAtAnyTime() throws IOException {
    ChronicleEngine engine = open();
    assertEquals(List.of(), check(engine));
    write(engine, 1_000);
    assertEquals(List.of(), check(engine));
    await(engine.compact());
    assertEquals(List.of(), check(engine));
    write(engine, 200);
    await(engine.close());
    engine = open();
    assertEquals(List.of(), check(engine));
    await(engine.close());
  }

  @Test
  void aBitThatFlipsInTheLogIsFound() throws IOException {
    ChronicleEngine engine = open();
    writeOnce(engine, 1_000);
    flip(data().resolve("0000000001.log"), 30_000);
    List<String> problems = check(engine);
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).contains("0000000001.log, offset "), problems::toString);
    await(engine.close());
  }

  private static void flip(Path file, long offset) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer octet = ByteBuffer.allocate(1);
      channel.read(octet, offset);
      octet.put(0, (byte) (octet.get(0) ^ 1)).flip();
      channel.write(octet, offset);
    }
  }

  @Test
  void aBitThatFlipsInAPageIsFound() throws IOException {
    ChronicleEngine engine = open();
    writeOnce(engine, 1_000);
    await(engine.close());
    Index.Opener opener = ChroniclePages.in(data());
    Index.Opener damaging =
        new Index.Opener() {
          @Override
          public Optional<String> run() {
            return opener.run();
          }

          @Override
          public Index empty() {
            return opener.empty();
          }

          @Override
          public Index open(String file, long checksum) {
            return damaging(opener.open(file, checksum));
          }

          @Override
          public Index recover(String file) {
            return opener.recover(file);
          }
        };
    engine =
        ChronicleEngine.open(
            new FileDisk(data()),
            damaging,
            () -> {},
            OPTIONS,
            OpenListener.NONE,
            EngineThreads::new);
    List<String> problems = check(engine);
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("The index is damaged: "), problems::toString);
    await(engine.close());
  }

  private static Index damaging(Index index) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Object result = method.invoke(index, arguments);
          if (result instanceof byte[] page) {
            page[page.length / 2] ^= 1;
          }
          return result;
        };
    return (Index)
        Proxy.newProxyInstance(Index.class.getClassLoader(), new Class<?>[] {Index.class}, handler);
  }

  @Test
  void anIndexThatSaysSomethingElseThanTheLogIsFound() throws IOException {
    FileDisk disk = new FileDisk(data());
    try (Log log = Log.open(disk, LogOptions.DEFAULTS)) {
      log.append(List.of(Batch.builder().put(new byte[] {1}, new byte[] {1}).build()));
      Path before = Files.createDirectory(folder.resolve("before"));
      Disk beside = new FileDisk(before);
      Index.Opener indexes = ChroniclePages.in(before);
      try (Roots roots = Roots.open(beside)) {
        Opening.Opened opened =
            new Opening(log, beside, roots, indexes, 1 << 20, 1 << 20, OpenListener.NONE).open();
        StoreCheck check = new StoreCheck(log, opened.applier().view());
        log.append(List.of(Batch.builder().put(new byte[] {1}, new byte[] {2}).build()));
        log.append(List.of(Batch.builder().put(new byte[] {2}, new byte[] {2}).build()));
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        assertEquals(
            List.of("The index says of 2 keys something else than the log; delete it"),
            check.run(scratch, OpenListener.NONE));
        opened.index().close();
      }
    }
  }
}
