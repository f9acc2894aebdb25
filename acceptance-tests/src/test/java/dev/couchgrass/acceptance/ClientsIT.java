package dev.couchgrass.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every script of {@code js/test} with Node against a server with an administrator: PouchDB,
 * nano, couchbackup, curl and the packaged command. Skipped, visibly, where Node is missing.
 */
class ClientsIT {
  private static final Path SCRIPTS = Path.of("js").toAbsolutePath();
  private static final String ADMIN = "admin";
  private static final String PASSWORD = "relax, take it easy";
  private static final String CITIES = System.getProperty("cities", "5000");

  /** A script takes seconds; with the whole data set, minutes. */
  private static final long MINUTES = CITIES.equals("all") ? 60 : 5;

  private static Vertx vertx;
  private static Storage storage;
  private static CouchServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeTrue(Node.isPresent(), "Node 18 or newer is not installed: no client was tried");
    Node.install(SCRIPTS);
    vertx = Vertx.vertx();
    storage = MemoryStorage.open(vertx).await();
    ServerOptions options = ServerOptions.DEFAULTS.withPort(0).withAdmin(ADMIN, PASSWORD);
    server = CouchServer.start(vertx, storage, options).await();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close().await();
      storage.close().await();
      vertx.close().await();
    }
  }

  @TestFactory
  Stream<DynamicTest> clients() throws IOException {
    List<Path> scripts;
    try (Stream<Path> found = Files.list(SCRIPTS.resolve("test"))) {
      scripts = found.filter(path -> path.toString().endsWith(".test.mjs")).sorted().toList();
    }
    return scripts.stream()
        .map(script -> DynamicTest.dynamicTest(script.getFileName().toString(), () -> run(script)));
  }

  private static void run(Path script) throws IOException, InterruptedException {
    String address =
        "http://%s:%s@127.0.0.1:%d/"
            .formatted(ADMIN, PASSWORD.replace(" ", "%20").replace(",", "%2C"), server.port());
    Node.test(
        SCRIPTS,
        script,
        Map.of(
            "COUCHGRASS_URL", address,
            "COUCHGRASS_CITIES", CITIES,
            "COUCHGRASS_COMMAND", command()),
        MINUTES);
  }

  /** How the packaged command is started, as a JSON array. */
  private static String command() {
    return new JsonArray()
        .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .add("-p")
        .add(System.getProperty("couchgrass.lib"))
        .add("-m")
        .add("dev.couchgrass.cli/dev.couchgrass.cli.Main")
        .encode();
  }
}
