package dev.couchgrass.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same clients against the packaged command with databases on disk, which are checked in the
 * end; and those of {@code js/durable}, which start servers themselves, and kill them.
 */
class DurableClientsIT {
  @TempDir static Path folder;

  private static Packaged.Server server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Scripts.prepare();
    server = Packaged.serve(folder.resolve("data"), Scripts.ADMIN + ':' + Scripts.PASSWORD);
  }

  @AfterAll
  static void stopAndCheck() throws IOException, InterruptedException {
    if (server == null) {
      return;
    }
    server.close();
    List<String> check = new ArrayList<>(Packaged.command());
    check.addAll(List.of("check", "--data", folder.resolve("data").toString()));
    assertEquals(0, new ProcessBuilder(check).inheritIO().start().waitFor());
  }

  @TestFactory
  Stream<DynamicTest> clients() throws IOException {
    return Stream.concat(
        Scripts.in("test", () -> server.port()), Scripts.in("durable", () -> server.port()));
  }
}
