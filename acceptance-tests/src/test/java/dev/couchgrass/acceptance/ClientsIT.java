package dev.couchgrass.acceptance;

import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every script of {@code js/test} with Node against a server with an administrator, in memory:
 * PouchDB, nano, couchbackup, curl and the packaged command.
 */
class ClientsIT {
  private static Vertx vertx;
  private static Storage storage;
  private static CouchServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Scripts.prepare();
    vertx = Vertx.vertx();
    storage = MemoryStorage.open(vertx).await();
    ServerOptions options =
        ServerOptions.DEFAULTS.withPort(0).withAdmin(Scripts.ADMIN, Scripts.PASSWORD);
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
    return Scripts.in("test", server::port);
  }
}
