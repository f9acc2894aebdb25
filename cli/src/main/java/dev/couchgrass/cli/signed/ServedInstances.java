package dev.couchgrass.cli.signed;

import dev.couchgrass.cli.control.ControlClient;
import dev.couchgrass.cli.disk.FolderException;
import dev.couchgrass.cli.disk.StoreFolder;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.server.replication.AddressRules;
import dev.couchgrass.store.Storage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The instance of a server's folder, for commands that run in the server's process. All share one,
 * as the server's own: who writes beside a history that does not know of it would fork it.
 */
public final class ServedInstances implements Instances, AutoCloseable {
  private static final long SECONDS = 15;

  private final Vertx vertx;
  private final Storage storage;
  private final AddressRules reach;

  /** Whether the server answers peers; otherwise sync ends with the command that needed it. */
  private final boolean syncs;

  private Optional<Instance> instance;
  private int commands;
  private boolean closed;

  /**
   * The instance of a storage.
   *
   * @param running the server's own, which stays the server's; empty if it has none
   * @param reach where peers may be
   */
  public ServedInstances(
      Vertx vertx, Storage storage, Optional<Instance> running, AddressRules reach) {
    this.vertx = vertx;
    this.storage = storage;
    this.reach = reach;
    this.syncs = running.isPresent();
    this.instance = running;
  }

  /** It is this process. */
  @Override
  public ControlClient.Way server(Path folder) {
    return ControlClient.Way.NONE;
  }

  @Override
  public OpenInstance existing(StoreFolder folder) throws IOException {
    return open(false);
  }

  @Override
  public OpenInstance made(StoreFolder folder) throws IOException {
    return open(true);
  }

  private synchronized OpenInstance open(boolean make) throws IOException {
    if (closed) {
      throw new FolderException(FolderException.Kind.FAILED, "the server is being stopped");
    }
    Instance shared =
        instance.isPresent() ? instance.get() : InstanceAccess.open(vertx, storage, make);
    instance = Optional.of(shared);
    commands++;
    return new OpenInstance(vertx, storage, shared, reach, this::ended);
  }

  private synchronized void ended() {
    commands--;
    if (commands == 0) {
      closeSync();
    }
  }

  /** Nothing of it is under way then. */
  private void closeSync() {
    if (!syncs && !closed) {
      instance.ifPresent(ServedInstances::closeSync);
    }
  }

  /** It ends what it has under way, within limits of time of its own. */
  private static void closeSync(Instance instance) {
    try {
      instance
          .sync()
          .compose(InstanceSync::close)
          .otherwiseEmpty()
          .await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // What still runs ends with the instance.
    }
  }

  /** Closes the instance, unless it is the server's own; there is none for commands any more. */
  @Override
  public synchronized void close() {
    closeSync();
    if (!syncs && !closed) {
      instance.ifPresent(Instance::close);
    }
    closed = true;
  }
}
