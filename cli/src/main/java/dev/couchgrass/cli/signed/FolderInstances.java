package dev.couchgrass.cli.signed;

import dev.couchgrass.cli.control.ControlClient;
import dev.couchgrass.cli.disk.StoreFolder;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.server.replication.AddressRules;
import dev.couchgrass.store.Storage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens folders, which nobody else may have open then. */
public final class FolderInstances implements Instances {
  private static final String DURABILITY = "commit";

  /** Of any folder. */
  public FolderInstances() {}

  @Override
  public ControlClient.Way server(Path folder) {
    return ControlClient.connect(folder);
  }

  @Override
  public OpenInstance existing(StoreFolder folder) throws IOException {
    folder.requireStore();
    return open(folder, false);
  }

  @Override
  public OpenInstance made(StoreFolder folder) throws IOException {
    return open(folder, true);
  }

  private static OpenInstance open(StoreFolder folder, boolean make) throws IOException {
    Vertx vertx = Vertx.vertx();
    Optional<Storage> storage = Optional.empty();
    boolean opened = false;
    try {
      Storage kept = folder.open(vertx, DURABILITY);
      storage = Optional.of(kept);
      Instance instance = InstanceAccess.open(vertx, kept, make);
      opened = true;
      return new OpenInstance(
          vertx, kept, instance, AddressRules.DEFAULTS, () -> close(vertx, kept, instance));
    } finally {
      if (!opened) {
        storage.ifPresent(some -> some.close().await());
        vertx.close().await();
      }
    }
  }

  private static void close(Vertx vertx, Storage storage, Instance instance) {
    instance.sync().compose(InstanceSync::close).otherwiseEmpty().await();
    instance.close();
    storage.close().await();
    vertx.close().await();
  }
}
