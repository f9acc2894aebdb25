package dev.couchgrass.cli.serve;

import dev.couchgrass.cli.disk.Installation;
import dev.couchgrass.cli.disk.StoreFolder;
import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.cli.remote.HttpRemotes;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.replication.AddressRules;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.security.SecureRandom;
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
  private final Optional<String> newAdmin;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RunningServer(
      Vertx vertx, Storage storage, CouchServer server, Optional<String> newAdmin) {
    this.vertx = vertx;
    this.storage = storage;
    this.server = server;
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
      return start(vertx, MemoryStorage.open(vertx).await(), reaching, Optional.empty());
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
          : start(vertx, MemoryStorage.open(vertx).await(), options, plan.newAdmin());
    } catch (IOException | RuntimeException e) {
      vertx.close().await();
      throw e;
    }
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
        return start(vertx, storage, known, Optional.empty());
      }
      RunningServer server = start(vertx, storage, options, plan.newAdmin());
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
      Vertx vertx, Storage storage, ServerOptions options, Optional<String> newAdmin) {
    CouchServer server = CouchServer.start(vertx, storage, options).await();
    return new RunningServer(vertx, storage, server, newAdmin);
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
      server.close().eventually(storage::close).await(CLOSE_SECONDS, TimeUnit.SECONDS);
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
