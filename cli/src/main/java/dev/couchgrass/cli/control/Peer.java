package dev.couchgrass.cli.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** The account that is at the other end of a socket, as the operating system tells it. */
final class Peer {
  private static final String ROOT = "root";

  private Peer() {}

  /**
   * Whether the account at the other end is root, or the one that a file, or folder, belongs to.
   *
   * @throws IOException if the system does not tell
   */
  static boolean isOwner(SocketChannel channel, Path file) throws IOException {
    UserPrincipal peer;
    try {
      peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    } catch (UnsupportedOperationException e) {
      throw new IOException("this system does not tell who is at the other end of a socket", e);
    }
    return peer.getName().equals(ROOT)
        || peer.equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
  }
}
