package dev.couchgrass.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Makes the vectors of the specification a second time, with libraries that others wrote for
 * JavaScript: not one byte may differ from what core's tests make.
 */
class VectorsIT {
  private static final Path FOLDER = Path.of("vectors").toAbsolutePath();
  private static final long MINUTES = 5;

  @Test
  void areWhatOtherLibrariesMake() throws IOException, InterruptedException {
    assumeTrue(Node.isPresent(), "Node 18 or newer is not installed: the vectors were not made");
    Node.install(FOLDER);
    Node.test(FOLDER, Path.of("vectors.test.mjs"), Map.of(), MINUTES);
  }
}
