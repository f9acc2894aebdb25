package dev.couchgrass.acceptance.peer;

import dev.couchgrass.acceptance.Node;
import dev.couchgrass.conformance.StorageConformance;
import dev.couchgrass.conformance.home.SharedHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.http.HttpStorage;
import dev.couchgrass.store.http.options.HttpLimits;
import dev.couchgrass.store.http.options.HttpOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.TestAbortedException;

/**
 * {@code store-http} over PouchDB's server. What that server is known to break is skipped, with the
 * rule and the reason.
 */
@AddLifecycleHook(PropertyExcuses.class)
class PouchServerIT extends StorageConformance {
  static final KnownDefects DEFECTS = KnownDefects.of("pouchdb-server.txt");

  @RegisterExtension static final Excuses EXCUSES = new Excuses(DEFECTS);

  static final String NO_NODE = "Node 18 or newer is not installed: no server was tried";

  private static final HttpLimits LIMITS = HttpLimits.DEFAULTS.withStreams(1_100);
  private static final Random RANDOM = new Random();
  private static Optional<PouchServer> server = Optional.empty();

  @Override
  protected StorageHome storage() throws IOException {
    try {
      HttpOptions options = HttpOptions.of(server().url()).withLimits(LIMITS);
      return SharedHome.in(vertx -> HttpStorage.open(vertx, options), RANDOM);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  static boolean canRun() {
    try {
      return Node.isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One for all groups, whichever engine runs them; it ends with the JVM. */
  private static synchronized PouchServer server() throws IOException, InterruptedException {
    if (!Node.isPresent()) {
      throw new TestAbortedException(NO_NODE);
    }
    if (server.isEmpty()) {
      server = Optional.of(PouchServer.installed());
    }
    return server.get();
  }
}
