package dev.couchgrass.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The scripts below {@code js}, each a test that Node runs against a server. */
final class Scripts {
  static final String ADMIN = "admin";
  static final String PASSWORD = "relax, take it easy";

  private static final Path FOLDER = Path.of("js").toAbsolutePath();
  private static final String CITIES = System.getProperty("cities", "5000");

  /** A script takes seconds; with the whole data set, minutes. */
  private static final long MINUTES = CITIES.equals("all") ? 60 : 5;

  private Scripts() {}

  /** Skips what needs them, visibly, where Node is missing. */
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(Node.isPresent(), "Node 18 or newer is not installed: no client was tried");
    Node.install(FOLDER);
  }

  /** A test of every script of a folder. */
  static Stream<DynamicTest> in(String folder, IntSupplier port) throws IOException {
    List<Path> scripts;
    try (Stream<Path> found = Files.list(FOLDER.resolve(folder))) {
      scripts = found.filter(path -> path.toString().endsWith(".test.mjs")).sorted().toList();
    }
    return scripts.stream()
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script.getFileName().toString(), () -> run(script, port.getAsInt())));
  }

  private static void run(Path script, int port) throws IOException, InterruptedException {
    String address =
        "http://%s:%s@127.0.0.1:%d/"
            .formatted(ADMIN, PASSWORD.replace(" ", "%20").replace(",", "%2C"), port);
    Node.test(
        FOLDER,
        script,
        Map.of(
            "COUCHGRASS_URL", address,
            "COUCHGRASS_CITIES", CITIES,
            "COUCHGRASS_COMMAND", Packaged.commandAsJson()),
        MINUTES);
  }
}
