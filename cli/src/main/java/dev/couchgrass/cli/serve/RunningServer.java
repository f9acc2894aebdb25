package dev.couchgrass.cli.serve;

import dev.couchgrass.cli.disk.Installation;
import dev.couchgrass.cli.disk.StoreFolder;
import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.cli.remote.HttpRemotes;
import dev.couchgrass.cli.remote.RemotePeers;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.sync.http.HttpPeers;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.mount.Mount;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.replication.AddressRules;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server with all that it stands on. */
public final class RunningServer implements AutoCloseable {
  /** Beyond what the server gives running requests itself. */
  private static final long CLOSE_SECONDS = 20;

  private final Vertx vertx;
  private final Storage storage;
  private final CouchServer server;
  private final Optional<Instance> instance;
  private final Optional<String> newAdmin;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RunningServer(
      Vertx vertx,
      Storage storage,
      CouchServer server,
      Optional<Instance> instance,
      Optional<String> newAdmin) {
    this.vertx = vertx;
    this.storage = storage;
    this.server = server;
    this.instance = instance;
    this.newAdmin = newAdmin;
  }

  /**
   * Starts a server over an empty store in memory; it serves when this returns.
   *
   * @throws RuntimeException the reason why it cannot, for instance that the port is taken
   */
  public static RunningServer start(ServerOptions options) {
    Vertx vertx = Vertx.vertx(vertxOptions());
    try {
      ServerOptions reaching = reaching(vertx, options, AddressRules.DEFAULTS);
      return start(
          vertx, MemoryStorage.open(vertx).await(), reaching, Optional.empty(), Optional.empty());
    } catch (RuntimeException e) {
      vertx.close().await();
      throw e;
    }
  }

  /**
   * Starts a server as planned; it serves when this returns.
   *
   * @param progress is told of work that takes long
   * @throws IOException if the databases can't be opened
   * @throws RuntimeException another reason why it cannot, for instance that the port is taken
   */
  public static RunningServer start(Plan plan, WorkProgress progress) throws IOException {
    CouchServer.requireSafe(plan.options());
    Vertx vertx = Vertx.vertx(vertxOptions());
    try {
      ServerOptions options = reaching(vertx, plan.options(), plan.reach());
      return plan.disk().isPresent()
          ? startOnDisk(vertx, plan, options, plan.disk().get(), progress)
          : start(
              vertx,
              MemoryStorage.open(vertx).await(),
              options,
              plan.newAdmin(),
              peers(vertx, plan));
    } catch (IOException | RuntimeException e) {
      vertx.close().await();
      throw e;
    }
  }

  /** How signed databases are kept equal with others, if they are, and where these may be. */
  private record Peers(SyncOptions options, PeerTransport transport) {}

  private static Optional<Peers> peers(Vertx vertx, Plan plan) {
    return plan.peers().map(options -> new Peers(options, RemotePeers.over(vertx, plan.reach())));
  }

  private static ServerOptions reaching(Vertx vertx, ServerOptions options, AddressRules rules) {
    return options.withReplicator(options.replicator().withRemotes(new HttpRemotes(vertx, rules)));
  }

  private static RunningServer startOnDisk(
      Vertx vertx, Plan plan, ServerOptions options, Plan.OnDisk disk, WorkProgress progress)
      throws IOException {
    Installation.requireDurableStore();
    Storage storage = new StoreFolder(disk.folder(), progress).open(vertx, disk.durability());
    try {
      Administrator administrator = new Administrator(disk.folder());
      Optional<String> hash = plan.newAdmin().isPresent() ? administrator.hash() : Optional.empty();
      if (hash.isPresent()) {
        ServerOptions known = options.withAdmin(Plan.ADMIN, hash.get());
        return start(vertx, storage, known, Optional.empty(), peers(vertx, plan));
      }
      RunningServer server = start(vertx, storage, options, plan.newAdmin(), peers(vertx, plan));
      if (plan.newAdmin().isPresent()) {
        // Once it serves, and so is told: one that nobody heard of would lock everybody out.
        String password = plan.newAdmin().get().substring(Plan.ADMIN.length() + 1);
        administrator.keep(CouchServer.passwordHash(password, new SecureRandom()));
      }
      return server;
    } catch (IOException | RuntimeException e) {
      storage.close().await();
      throw e;
    }
  }

  private static RunningServer start(
      Vertx vertx,
      Storage storage,
      ServerOptions options,
      Optional<String> newAdmin,
      Optional<Peers> peers) {
    Optional<Instance> instance =
        peers.map(any -> Instance.open(vertx, storage, InstanceOptions.DEFAULTS).await());
    try {
      List<Mount> mounts = new ArrayList<>();
      if (instance.isPresent()) {
        InstanceSync sync = enableSync(instance.get(), peers.orElseThrow());
        mounts.add(
            new Mount(HttpPeers.PATH, HttpPeers.MEDIA_TYPE, sync.maxRequestBytes(), sync::answer));
      }
      CouchServer server = CouchServer.start(vertx, storage, options, mounts).await();
      return new RunningServer(vertx, storage, server, instance, newAdmin);
    } catch (RuntimeException e) {
      instance.ifPresent(Instance::close);
      throw e;
    }
  }

  private static InstanceSync enableSync(Instance instance, Peers peers) {
    return instance.enableSync(peers.options(), List.of(peers.transport())).await();
  }

  /** What is under way with peers ends first: it needs the storage. */
  private Future<Void> closeInstance() {
    return instance
        .map(
            it ->
                it.sync()
                    .compose(InstanceSync::close)
                    .otherwiseEmpty()
                    .andThen(closed -> it.close()))
        .orElseGet(Future::succeededFuture);
  }

  /** Who was made, {@code NAME:PASSWORD}: to be told, as nobody can find it out any more. */
  public Optional<String> newAdmin() {
    return newAdmin;
  }

  /** No folder for files on the class path: nothing is served from there. */
  private static VertxOptions vertxOptions() {
    FileSystemOptions files =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return new VertxOptions().setFileSystemOptions(files);
  }

  /** Where it is found, ending with a slash. */
  public String url() {
    return server.url().endsWith("/") ? server.url() : server.url() + '/';
  }

  public int port() {
    return server.port();
  }

  /** Lets running requests end, within limits of time, and frees everything. */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    try {
      server
          .close()
          .eventually(this::closeInstance)
          .eventually(storage::close)
          .await(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // What still runs ends with its threads.
    }
    try {
      // Called from here: on a thread of its own it would wait for that thread's end.
      vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Whoever closes ends the process next.
    } finally {
      closed.countDown();
    }
  }

  /** Waits until it is closed. */
  public void awaitClose() throws InterruptedException {
    closed.await();
  }
}
