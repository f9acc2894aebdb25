package dev.couchgrass.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs commands for whoever asks over a socket in the server's folder: for the server's own
 * account, and root.
 */
public final class ControlServer implements AutoCloseable {
  /** How many commands run at a time; one may wait for somebody who types a password. */
  static final int AT_ONCE = 16;

  private static final Logger LOG = System.getLogger(ControlServer.class.getName());
  private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Runs a command to its end, and answers its exit code. */
  public interface Commands {
    /**
     * Runs it.
     *
     * @param arguments all of them, the command's name first
     */
    int run(List<String> arguments, Session session);
  }

  private final Path path;
  private final ServerSocketChannel listening;
  private final UserPrincipal own;
  private final Commands commands;
  private final Map<SocketChannel, Thread> open = new HashMap<>();
  private boolean stopped;

  private ControlServer(
      Path path, ServerSocketChannel listening, UserPrincipal own, Commands commands) {
    this.path = path;
    this.listening = listening;
    this.own = own;
    this.commands = commands;
  }

  /**
   * Listens in a folder that this process has for itself; what another one left there is replaced.
   *
   * @throws IOException if it can't, say because the folder's name is too long for a socket
   */
  public static ControlServer open(Path folder, Commands commands) throws IOException {
    Path path = ControlPath.of(folder);
    UserPrincipal own = Account.own();
    ControlServer server = new ControlServer(path, listen(path), own, commands);
    thread(server::accept, "couchgrass-control").start();
    return server;
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private static ServerSocketChannel listen(Path path) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      removeOld(path);
      listening.bind(UnixDomainSocketAddress.of(path));
      return listening;
    } catch (IOException | RuntimeException e) {
      listening.close();
      throw e;
    }
  }

  private static void removeOld(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    BasicFileAttributes there =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!there.isOther()) {
      throw new IOException("there is something else that is called " + path);
    }
    Files.delete(path);
  }

  private void accept() {
    while (listening.isOpen()) {
      try {
        begin(listening.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        // As when there are too many open files, or threads: there may be fewer soon.
        LOG.log(Level.WARNING, "A command could not be begun", e);
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  private void begin(SocketChannel client) throws IOException {
    boolean begun = false;
    try {
      if (!Account.is(Account.of(client), own)) {
        LOG.log(Level.WARNING, "Another account asked for a command, and was sent away");
        refuse(client, "the server runs commands for its own account, and root");
        return;
      }
      begun = begin(client, thread(() -> serve(client), "couchgrass-command"));
      if (!begun) {
        refuse(client, "the server runs as many commands as it can; try again");
      }
    } finally {
      if (!begun) {
        ended(client);
        client.close();
      }
    }
  }

  private synchronized boolean begin(SocketChannel client, Thread thread) {
    if (stopped || open.size() == AT_ONCE) {
      return false;
    }
    open.put(client, thread);
    thread.start();
    return true;
  }

  private synchronized void ended(SocketChannel client) {
    open.remove(client);
    notifyAll();
  }

  private void serve(SocketChannel client) {
    try (client) {
      Session session = session(client);
      session.exit(run(session));
    } catch (IOException e) {
      // The client is gone, and nobody else wants to hear of it.
    } finally {
      ended(client);
    }
  }

  private static Session session(SocketChannel client) {
    return new Session(
        new DataInputStream(Channels.newInputStream(client)),
        new DataOutputStream(Channels.newOutputStream(client)));
  }

  private int run(Session session) throws IOException {
    Request request = session.request();
    try {
      return commands.run(request.arguments(), session);
    } catch (RuntimeException | Error e) {
      // It ends this command, whose user hears of it, and not the server.
      LOG.log(Level.ERROR, "A command broke", e);
      session.say("unexpected: " + e);
      return Session.FAILED;
    }
  }

  private static void refuse(SocketChannel client, String why) throws IOException {
    Session session = session(client);
    session.say(why);
    session.exit(Session.FAILED);
  }

  /** Begins with no more commands; those that wait for somebody to type something fail. */
  public synchronized void stop() throws IOException {
    stopped = true;
    try {
      listening.close();
      Files.deleteIfExists(path);
    } finally {
      for (SocketChannel each : open.keySet()) {
        hearNoMore(each);
      }
    }
  }

  private static void hearNoMore(SocketChannel client) {
    try {
      client.shutdownInput();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  /** Lets running commands end, within five seconds; then they are cut off. */
  @Override
  public void close() throws IOException {
    try {
      stop();
    } finally {
      if (!awaitEnd()) {
        cut();
      }
    }
  }

  private synchronized boolean awaitEnd() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    try {
      while (!open.isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return open.isEmpty();
  }

  private synchronized void cut() {
    for (Map.Entry<SocketChannel, Thread> each : open.entrySet()) {
      each.getValue().interrupt();
      try {
        each.getKey().close();
      } catch (IOException e) {
        // Its thread has been interrupted; the others are to be cut off, too.
      }
    }
  }
}
