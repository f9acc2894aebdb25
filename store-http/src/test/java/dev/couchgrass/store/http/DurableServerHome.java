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
 * A server of our own over a folder, and a client of it. When the client opens it for the second
 * time, and many times later, the server was ended meanwhile, and started anew over what it had
 * written.
 */
final class DurableServerHome implements StorageHome {
  /** What a loss of power leaves is proved elsewhere; here nothing is lost but time. */
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS.withDurability(Durability.NONE);

  private final Path folder;

  /** A property opens its home hundreds of times: not each is worth a server. */
  private static final int OPENED_BETWEEN_RESTARTS = 25;

  private Optional<ServerHome> running = Optional.empty();
  private int opened;

  private DurableServerHome(Path folder) {
    this.folder = folder;
  }

  static DurableServerHome make() throws IOException {
    return new DurableServerHome(Files.createTempDirectory("couchgrass-server"));
  }

  @Override
  public Future<Storage> open(Vertx client) {
    if (opened++ % OPENED_BETWEEN_RESTARTS <= 1) {
      running.ifPresent(ServerHome::delete);
      running = Optional.of(start());
    }
    return running.orElseThrow().open(client);
  }

  private ServerHome start() {
    return ServerHome.over(
        vertx ->
            ChronicleStorage.open(vertx, folder, OPTIONS, KvOptions.DEFAULTS, OpenListener.NONE));
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
