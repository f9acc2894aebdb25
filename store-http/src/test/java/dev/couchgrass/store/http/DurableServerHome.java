package dev.couchgrass.store.http;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.chronicle.Durability;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of our own over a folder, and a client of it. When the client opens it again the server
 * was ended meanwhile, and started anew over what it had written.
 */
final class DurableServerHome implements StorageHome {
  /** What a loss of power leaves is proved elsewhere; here nothing is lost but time. */
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS.withDurability(Durability.NONE);

  private final Path folder;
  private Optional<ServerHome> running = Optional.empty();

  private DurableServerHome(Path folder) {
    this.folder = folder;
  }

  static DurableServerHome make() throws IOException {
    return new DurableServerHome(Files.createTempDirectory("couchgrass-server"));
  }

  @Override
  public Future<Storage> open(Vertx client) {
    running.ifPresent(ServerHome::delete);
    ServerHome server =
        ServerHome.over(
            vertx ->
                ChronicleStorage.open(
                    vertx, folder, OPTIONS, KvOptions.DEFAULTS, OpenListener.NONE));
    running = Optional.of(server);
    return server.open(client);
  }

  @Override
  public boolean keeps() {
    return true;
  }

  @Override
  public void delete() throws IOException {
    running.ifPresent(ServerHome::delete);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
