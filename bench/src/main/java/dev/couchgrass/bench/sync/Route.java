package dev.couchgrass.bench.sync;

import dev.couchgrass.bench.http.TargetProcess;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** From where to where. */
enum Route {
  MEMORY("memory → memory", "6g", ""),
  PUSH("memory → HTTP → memory, pushed", "3g", "3g"),
  PULL("memory → HTTP → memory, pulled", "3g", "3g"),
  RELAY("HTTP → replicator → HTTP", "128m", "6g"),
  DURABLE("durable → durable, fsync per commit", "3g", "");

  private final String title;
  private final String heap;
  private final String serverHeap;

  /**
   * @param serverHeap empty if there is no server
   */
  Route(String title, String heap, String serverHeap) {
    this.title = title;
    this.heap = heap;
    this.serverHeap = serverHeap;
  }

  /** As tables have it. */
  String title() {
    return title;
  }

  /** Of the process that replicates. */
  String heap() {
    return heap;
  }

  /**
   * Both ends.
   *
   * @param server between them or at one of them, if there is one
   */
  record Ends(Site source, Site target, Optional<TargetProcess> server) implements Closeable {
    /** What this process and the server used so far. */
    Duration processorTime() {
      Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
      return server.map(TargetProcess::processorTime).map(own::plus).orElse(own);
    }

    @Override
    public void close() throws IOException {
      if (server.isPresent()) {
        server.get().close();
      }
    }
  }

  /**
   * Opens both ends.
   *
   * @param folder for what is on disk
   */
  Ends open(Vertx vertx, Path folder) throws IOException {
    if (this == DURABLE) {
      Site site = Site.durable(vertx, folder);
      return new Ends(site, site, Optional.empty());
    }
    Site memory = Site.memory(vertx);
    if (serverHeap.isEmpty()) {
      return new Ends(memory, memory, Optional.empty());
    }
    TargetProcess server = Site.start(serverHeap);
    Site remote = Site.server(vertx, server);
    return new Ends(
        this == PUSH ? memory : remote, this == PULL ? memory : remote, Optional.of(server));
  }
}
