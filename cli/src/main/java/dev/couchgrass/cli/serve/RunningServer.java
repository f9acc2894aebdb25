package dev.couchgrass.cli.serve;

import dev.couchgrass.cli.control.ControlServer;
import dev.couchgrass.cli.disk.Installation;
import dev.couchgrass.cli.disk.StoreFolder;
import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.cli.remote.HttpRemotes;
import dev.couchgrass.cli.remote.RemotePeers;
import dev.couchgrass.cli.signed.Instances;
import dev.couchgrass.cli.signed.ServedInstances;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** A server with all that it stands on. */
public final class RunningServer implements AutoCloseable {
  /** Beyond what the server gives running requests itself. */
  private static final long CLOSE_SECONDS = 20;

  private final Vertx vertx;
  private final Optional<Path> folder;
  private final Storage storage;
  private final CouchServer server;
  private final Optional<Instance> instance;
  private final ServedInstances instances;
  private final Optional<String> newAdmin;
  private Optional<ControlServer> control = Optional.empty();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RunningServer(
      Setup setup,
      Storage storage,
      CouchServer server,
      Optional<Instance> instance,
      Optional<String> newAdmin) {
    this.vertx = setup.vertx();
    this.folder = setup.folder();
    this.storage = storage;
    this.server = server;
    this.instance = instance;
    this.instances = new ServedInstances(vertx, storage, instance, setup.reach());
    this.newAdmin = newAdmin;
  }

  /**
   * What there is before the storage is open.
   *
   * @param folder of the databases; empty if they are in memory
   * @param reach where other servers may be
   * @param peers how signed databases are kept equal with others, if they are
   */
  private record Setup(
      Vertx vertx, Optional<Path> folder, AddressRules reach, Optional<SyncOptions> peers) {
    ServerOptions reaching(ServerOptions options) {
      return options.withReplicator(
          options.replicator().withRemotes(new HttpRemotes(vertx, reach)));
    }
  }

  /**
   * Starts a server over an empty store in memory; it serves when this returns.
   *
   * @throws RuntimeException the reason why it cannot, for instance that the port is taken
   */
  public static RunningServer start(ServerOptions options) {
    Vertx vertx = Vertx.vertx(vertxOptions());
    try {
      Setup setup = new Setup(vertx, Optional.empty(), AddressRules.DEFAULTS, Optional.empty());
      return start(setup, MemoryStorage.open(vertx).await(), options, Optional.empty());
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
      Optional<Path> folder = plan.disk().map(Plan.OnDisk::folder);
      Setup setup = new Setup(vertx, folder, plan.reach(), plan.peers());
      return plan.disk().isPresent()
          ? startOnDisk(setup, plan, plan.disk().get(), progress)
          : start(setup, MemoryStorage.open(vertx).await(), plan.options(), plan.newAdmin());
    } catch (IOException | RuntimeException e) {
      vertx.close().await();
      throw e;
    }
  }

  private static RunningServer startOnDisk(
      Setup setup, Plan plan, Plan.OnDisk disk, WorkProgress progress) throws IOException {
    Installation.requireDurableStore();
    Storage storage =
        new StoreFolder(disk.folder(), progress).open(setup.vertx(), disk.durability());
    try {
      Administrator administrator = new Administrator(disk.folder());
      Optional<String> hash = plan.newAdmin().isPresent() ? administrator.hash() : Optional.empty();
      if (hash.isPresent()) {
        ServerOptions known = plan.options().withAdmin(Plan.ADMIN, hash.get());
        return start(setup, storage, known, Optional.empty());
      }
      RunningServer server = start(setup, storage, plan.options(), plan.newAdmin());
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
      Setup setup, Storage storage, ServerOptions options, Optional<String> newAdmin) {
    Optional<Instance> instance =
        setup
            .peers()
            .map(any -> Instance.open(setup.vertx(), storage, InstanceOptions.DEFAULTS).await());
    try {
      List<Mount> mounts = new ArrayList<>();
      if (instance.isPresent()) {
        InstanceSync sync = enableSync(instance.get(), setup);
        mounts.add(
            new Mount(HttpPeers.PATH, HttpPeers.MEDIA_TYPE, sync.maxRequestBytes(), sync::answer));
      }
      ServerOptions reaching = setup.reaching(options);
      CouchServer server = CouchServer.start(setup.vertx(), storage, reaching, mounts).await();
      return new RunningServer(setup, storage, server, instance, newAdmin);
    } catch (RuntimeException e) {
      instance.ifPresent(Instance::close);
      throw e;
    }
  }

  private static InstanceSync enableSync(Instance instance, Setup setup) {
    PeerTransport transport = RemotePeers.over(setup.vertx(), setup.reach());
    return instance.enableSync(setup.peers().orElseThrow(), List.of(transport)).await();
  }

  /**
   * From now on runs commands for those who may use the folder, until it is closed; does nothing if
   * databases are in memory.
   *
   * @param commands run with the instances of the folder
   * @throws IOException if there is no way to reach it in the folder; it serves all the same
   */
  public synchronized void attend(Function<Instances, ControlServer.Commands> commands)
      throws IOException {
    if (folder.isPresent() && !closing.get()) {
      control = Optional.of(ControlServer.open(folder.get(), commands.apply(instances)));
    }
  }

  private synchronized void closeControl() {
    try {
      if (control.isPresent()) {
        control.get().close();
      }
    } catch (IOException e) {
      // What is left of it in the folder, the next server replaces.
    }
    instances.close();
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
    Future<Void> served = server.close();
    try {
      // Meanwhile running requests end.
      closeControl();
    } catch (RuntimeException e) {
      // Neither what became of a command nor a sync that hangs keeps the storage open.
    }
    try {
      served
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
