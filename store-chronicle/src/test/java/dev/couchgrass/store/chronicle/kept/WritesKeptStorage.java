package dev.couchgrass.store.chronicle.kept;

import dev.couchgrass.store.Storage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a storage with this release's layout, to be kept among the resources. Its arguments are
 * the layout's version, and the folder of {@code store-chronicle}'s test resources for this
 * package. Once for each release, and never over one that is there.
 */
final class WritesKeptStorage {
  private WritesKeptStorage() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("couchgrass-kept");
    Vertx vertx = Vertx.vertx();
    try {
      Storage storage = KeptStorage.open(vertx, folder);
      KeptDocuments.write(storage);
      KeptEntries.write(storage);
      KeptLogs.write(storage);
      KeptStorage kept = new KeptStorage(Integer.parseInt(arguments[0]));
      List<String> listing = kept.list(storage);
      storage.close().await();
      kept.keep(folder, listing, Path.of(arguments[1]));
    } finally {
      vertx.close().await();
    }
  }
}
