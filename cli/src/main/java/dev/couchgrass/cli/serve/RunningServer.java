package dev.couchgrass.cli.serve;

import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
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
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RunningServer(Vertx vertx, Storage storage, CouchServer server) {
    this.vertx = vertx;
    this.storage = storage;
    this.server = server;
  }

  /**
   * Starts a server over an empty store in memory; it serves when this returns.
   *
   * @throws RuntimeException the reason why it cannot, for instance that the port is taken
   */
  public static RunningServer start(ServerOptions options) {
    Vertx vertx = Vertx.vertx(vertxOptions());
    try {
      Storage storage = MemoryStorage.open(vertx).await();
      return new RunningServer(vertx, storage, CouchServer.start(vertx, storage, options).await());
    } catch (RuntimeException e) {
      vertx.close().await();
      throw e;
    }
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
