package dev.couchgrass.acceptance.peer;

import dev.couchgrass.acceptance.Node;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PouchDB's server, in memory, in a process of its own. It writes its settings and its log into the
 * folder in which it is started: a temporary one.
 */
final class PouchServer implements AutoCloseable {
  private static final Path PEERS = Path.of("peers").toAbsolutePath();
  private static final long START_SECONDS = 60;

  private final Path folder;
  private Optional<Process> process = Optional.empty();
  private int port;

  private PouchServer(Path folder) {
    this.folder = folder;
  }

  /** Installs it where that was not done; to be started. */
  static PouchServer installed() throws IOException, InterruptedException {
    Node.install(PEERS);
    PouchServer server = new PouchServer(Files.createTempDirectory("couchgrass-pouchdb-server"));
    // Two engines run its tests, and neither knows when the other has ended.
    Runtime.getRuntime().addShutdownHook(new Thread(server::end));
    return server;
  }

  private void end() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, once it answers: there are requests which end it, and then another begins. */
  String url() throws IOException, InterruptedException {
    if (!process.map(Process::isAlive).orElse(false)) {
      start();
    }
    return "http://127.0.0.1:" + port;
  }

  private void start() throws IOException, InterruptedException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    File output = folder.resolve("output").toFile();
    Process started =
        new ProcessBuilder(
                List.of(
                    "node",
                    PEERS.resolve("node_modules/pouchdb-server/bin/pouchdb-server").toString(),
                    "--in-memory",
                    "--no-stdout-logs",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(port)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    process = Optional.of(started);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens()) {
      if (started.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        started.destroyForcibly();
        throw new IOException("It did not start: " + Files.readString(output.toPath()));
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    process.ifPresent(Process::destroyForcibly);
    process.ifPresent(ended -> ended.onExit().join());
    try (Stream<Path> left = Files.walk(folder)) {
      left.sorted((one, other) -> other.compareTo(one)).forEach(PouchServer::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
