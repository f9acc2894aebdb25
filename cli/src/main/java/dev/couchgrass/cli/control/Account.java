package dev.couchgrass.cli.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Accounts at the ends of sockets, as the operating system tells them. */
final class Account {
  private static final String ROOT = "root";

  private Account() {}

  /**
   * The account of the process at the other end.
   *
   * @throws IOException if the system does not tell
   */
  static UserPrincipal of(SocketChannel channel) throws IOException {
    try {
      return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    } catch (UnsupportedOperationException e) {
      throw new IOException("this system does not tell who is at the other end of a socket", e);
    }
  }

  /**
   * The account of this process, found at a socket of its own where nobody else can put one.
   *
   * @throws IOException if the system does not tell
   */
  static UserPrincipal own() throws IOException {
    Path folder = Files.createTempDirectory("couchgrass");
    Path path = folder.resolve("s");
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(path));
      try (SocketChannel self = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
        return of(self);
      }
    } catch (UnsupportedOperationException e) {
      throw new IOException("this system has no sockets in folders", e);
    } finally {
      Files.deleteIfExists(path);
      Files.deleteIfExists(folder);
    }
  }

  /** Whether an account is another one, or root, which may be anybody. */
  static boolean is(UserPrincipal account, UserPrincipal other) {
    return account.equals(other) || account.getName().equals(ROOT);
  }
}
