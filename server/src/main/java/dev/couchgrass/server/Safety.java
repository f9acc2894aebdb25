package dev.couchgrass.server;

import dev.couchgrass.server.options.ServerOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Refuses options with which a server would be everybody's. */
final class Safety {
  private Safety() {}

  static void check(ServerOptions options) {
    if (options.open() && !loopback(options.bind())) {
      throw new IllegalArgumentException(
          "An open server gives everybody every right: it must be bound to a loopback address");
    }
    if (!options.open() && options.authentication().admins().isEmpty()) {
      throw new IllegalArgumentException(
          "A server needs an administrator: add one with ServerOptions.withAdmin");
    }
  }

  /** Literal addresses and localhost alone: whatever else a name means may change. */
  private static boolean loopback(String bind) {
    if (bind.equals("localhost")) {
      return true;
    }
    boolean literal = bind.contains(":") || bind.matches("[0-9.]+");
    try {
      return literal && InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
