package dev.couchgrass.store.chronicle;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An empty database costs little: no file, no handle. */
class ManyDatabasesTest {
  private static final int COUNT = 10_000;
  private static final Path HANDLES = Path.of("/proc/self/fd");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void tenThousandEmptyOnes(@TempDir Path folder) throws IOException {
    Storage storage = await(ChronicleStorage.open(vertx, folder));
    List<Future<DocumentStore>> made = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      made.add(storage.create(new DatabaseName("d" + i)));
    }
    made.forEach(each -> await(each));
    await(storage.close());
    long bytes = bytes(folder);
    assertTrue(bytes / COUNT < 64 * 1024, () -> bytes + " bytes on disk");

    storage = await(ChronicleStorage.open(vertx, folder));
    assertEquals(COUNT, await(storage.databases(DatabaseRange.ALL)).size());
    long handles = handles();
    for (int i = 0; i < COUNT; i++) {
      DocumentStore opened = await(storage.open(new DatabaseName("d" + i)));
      assertEquals(0, await(opened.info()).documents());
    }
    long more = handles() - handles;
    await(storage.close());
    Assumptions.assumeTrue(handles > 0, "Handles are counted in " + HANDLES + ", which is missing");
    assertTrue(more < 50, () -> more + " handles more");
  }

  private static long handles() throws IOException {
    if (!Files.isDirectory(HANDLES)) {
      return 0;
    }
    try (Stream<Path> handles = Files.list(HANDLES)) {
      return handles.count();
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
