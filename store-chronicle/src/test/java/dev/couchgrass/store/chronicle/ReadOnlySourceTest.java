package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.couchgrass.store.chronicle.ChronicleException.Reason;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever copies or salvages a store leaves it as it was, and needs no right to write to it. */
class ReadOnlySourceTest {
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS.withRecentBytes(20_000).withSegmentBytes(64 * 1024);

  @TempDir Path folder;
  private Path source;

  /** What a killed process left: a torn tail, a file that was never finished, an index. */
  @BeforeEach
  void makeKilledStore() throws IOException {
    TestFolder data = TestFolder.make(OPTIONS);
    ChronicleEngine engine = ChronicleEngine.open(data.path(), OPTIONS, OpenListener.NONE);
    for (int i = 0; i < 500; i++) {
      byte[] value = new byte[400];
      new Random(i).nextBytes(value);
      byte[] key = ByteBuffer.allocate(4).putInt(i).array();
      engine.commit(Batch.builder().put(key, value).build()).await();
    }
    source = Files.createDirectory(folder.toRealPath().resolve("source"));
    for (Path file : data.files()) {
      Files.copy(file, source.resolve(file.getFileName()));
    }
    engine.close().await();
    data.delete();
    Files.write(newest(), new byte[100], StandardOpenOption.APPEND);
    Files.write(source.resolve("0000000099.log.tmp"), new byte[10]);
  }

  private Path newest() throws IOException {
    try (Stream<Path> files = Files.list(source)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  private Path target() {
    return folder.resolve("target");
  }

  /** All that can be seen of a file. */
  private record Seen(ByteBuffer bytes, FileTime modified) {}

  private Map<String, Seen> everything() throws IOException {
    Map<String, Seen> seen = new TreeMap<>();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);
        seen.put(
            source.relativize(file).toString(),
            new Seen(ByteBuffer.wrap(bytes), Files.getLastModifiedTime(file)));
      }
    }
    return seen;
  }

  private void damage() throws IOException {
    Path log = source.resolve("0000000002.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 4;
    Files.write(log, bytes);
  }

  private void salvage(LongConsumer copied) throws IOException {
    ChronicleFolder.salvage(source, target(), copied);
  }

  @Test
  void aCopyChangesNothing() throws IOException {
    Map<String, Seen> before = everything();
    assertEquals(500, ChronicleFolder.copy(source, target(), bytes -> {}).commits());
    assertEquals(before, everything());
  }

  @Test
  void aSalvageChangesNothing() throws IOException {
    damage();
    Files.writeString(source.resolve("lock"), "process 1 since long ago");
    Map<String, Seen> before = everything();
    assertEquals(
        "0000000002.log", ChronicleFolder.salvage(source, target(), bytes -> {}).get(0).file());
    assertEquals(before, everything());
  }

  @Test
  void whatCannotBeSalvagedStaysAndLeavesNothing() throws IOException {
    try (Stream<Path> files = Files.list(source)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        Files.write(log, new byte[10]);
      }
    }
    Map<String, Seen> before = everything();
    ChronicleException refusal = assertThrows(ChronicleException.class, () -> salvage(bytes -> {}));
    assertEquals(Reason.DAMAGED, refusal.reason());
    assertEquals(before, everything());
    try (Stream<Path> files = Files.list(target())) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aTargetWithinTheSourceIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), source);
    Map<String, Seen> before = everything();
    for (Path target :
        List.of(
            source.resolve("a/b"),
            link.resolve("a"),
            source.resolve("../" + source.getFileName() + "/a"))) {
      ChronicleException refusal =
          assertThrows(
              ChronicleException.class, () -> ChronicleFolder.copy(source, target, bytes -> {}));
      assertEquals(Reason.WITHIN_SOURCE, refusal.reason(), target::toString);
    }
    assertEquals(before, everything());
  }

  /** Whoever may do everything, as root, would not notice a missing right. */
  @Test
  void everyFileOfTheSourceIsOpenedForReadingAlone() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fdinfo")), "No /proc");
    Files.writeString(source.resolve("lock"), "process 1 since long ago");
    damage();
    Map<String, Boolean> writable = new HashMap<>();
    salvage(
        bytes -> openFiles().forEach((file, may) -> writable.merge(file, may, Boolean::logicalOr)));
    assertEquals(false, writable.get("lock"));
    assertEquals(false, writable.get("0000000002.log"));
    assertFalse(writable.containsValue(true), writable::toString);
  }

  /** The files of the source that this process has open, and whether it could write to them. */
  private Map<String, Boolean> openFiles() {
    Map<String, Boolean> open = new HashMap<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        Path info = Path.of("/proc/self/fdinfo", descriptor.getFileName().toString());
        if (!Files.exists(info)) {
          continue; // The one that listed them.
        }
        Path file = Files.readSymbolicLink(descriptor);
        if (file.startsWith(source)) {
          open.put(file.getFileName().toString(), isWritable(Files.readAllLines(info)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open;
  }

  private static boolean isWritable(List<String> info) {
    String flags =
        info.stream().filter(line -> line.startsWith("flags:")).findFirst().orElseThrow();
    return (Integer.parseInt(flags.substring(6).strip(), 8) & 3) != 0;
  }

  @Test
  void aFolderThatMayOnlyBeReadIsCopiedAndSalvaged() throws IOException {
    setPermissions("r--r--r--", "r-xr-xr-x");
    try {
      assumeFalse(Files.isWritable(source), "Whoever runs this may write everywhere");
      assertEquals(500, ChronicleFolder.copy(source, target(), bytes -> {}).commits());
      ChronicleFolder.salvage(source, folder.resolve("salvaged"), bytes -> {});
      assertTrue(ChronicleFolder.holdsStore(folder.resolve("salvaged")));
    } finally {
      setPermissions("rw-r--r--", "rwxr-xr-x");
    }
  }

  private void setPermissions(String ofFiles, String ofFolder) throws IOException {
    assumeTrue(Files.getFileStore(source).supportsFileAttributeView("posix"), "No permissions");
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(ofFiles));
      }
    }
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString(ofFolder));
  }
}
