package dev.couchgrass.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs commands for whoever may open a socket in the server's folder: nobody but the server's own
 * account, and root.
 */
public final class ControlServer implements AutoCloseable {
  /** How many commands run at a time; one may wait for somebody who types a password. */
  private static final int AT_ONCE = 16;

  private static final long CLOSE_SECONDS = 10;
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The exit code of what is not run at all. */
  private static final int REFUSED = 1;

  /** Runs a command to its end, and answers its exit code. */
  public interface Commands {
    /**
     * Runs it.
     *
     * @param arguments all of them, the command's name first
     * @param directory which names of files are relative to
     */
    int run(List<String> arguments, Path directory, Session session);
  }

  private final Path path;
  private final ServerSocketChannel listening;
  private final Commands commands;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor;

  private ControlServer(Path path, ServerSocketChannel listening, Commands commands) {
    this.path = path;
    this.listening = listening;
    this.commands = commands;
    this.executor =
        Executors.newFixedThreadPool(
            AT_ONCE + 1,
            task -> {
              Thread thread = new Thread(task, "couchgrass-control");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Listens in a folder that this process has for itself; what another one left there is replaced.
   *
   * @throws IOException if it can't, say because the folder's name is too long for a socket
   */
  public static ControlServer open(Path folder, Commands commands) throws IOException {
    Path path = ControlPath.of(folder);
    ServerSocketChannel listening = listen(path);
    ControlServer server = new ControlServer(path, listening, commands);
    server.executor.execute(server::accept);
    return server;
  }

  private static ServerSocketChannel listen(Path path) throws IOException {
    ServerSocketChannel listening;
    try {
      listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    } catch (UnsupportedOperationException e) {
      throw new IOException("this system has no sockets in folders", e);
    }
    try {
      Files.deleteIfExists(path);
      listening.bind(UnixDomainSocketAddress.of(path));
      allowOwnerOnly(path);
      return listening;
    } catch (IOException | RuntimeException e) {
      listening.close();
      throw e;
    }
  }

  private static void allowOwnerOnly(Path path) throws IOException {
    Optional<PosixFileAttributeView> view =
        Optional.ofNullable(Files.getFileAttributeView(path, PosixFileAttributeView.class));
    if (view.isPresent()) {
      view.get().setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private void accept() {
    while (listening.isOpen()) {
      try {
        SocketChannel client = listening.accept();
        open.add(client);
        executor.execute(() -> serve(client));
      } catch (ClosedChannelException | RejectedExecutionException e) {
        return;
      } catch (IOException e) {
        // As when there are too many open files: others may have fewer soon.
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(client));
      DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client));
      Session session = new Session(in, out);
      session.exit(run(session, Frame.read(in).require(Frame.Kind.RUN)));
    } catch (IOException e) {
      // The client is gone, and nobody else wants to hear of it.
    } finally {
      open.remove(client);
    }
  }

  private int run(Session session, Frame frame) throws IOException {
    Request request;
    try {
      request = Request.decode(frame.bytes());
    } catch (IOException e) {
      String line = "couchgrass: " + e.getMessage() + System.lineSeparator();
      session.error().write(line.getBytes(StandardCharsets.UTF_8));
      return REFUSED;
    }
    return commands.run(request.arguments(), request.directory(), session);
  }

  /** Who waits for somebody to type something waits no longer. */
  private static void hearNoMore(SocketChannel client) {
    try {
      client.shutdownInput();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  /** Lets running commands end, within limits of time. */
  @Override
  public void close() throws IOException {
    listening.close();
    Files.deleteIfExists(path);
    executor.shutdown();
    for (SocketChannel each : open) {
      hearNoMore(each);
    }
    try {
      executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    executor.shutdownNow();
    for (SocketChannel each : open) {
      each.close();
    }
  }
}
