package dev.couchgrass.server.auth;

import dev.couchgrass.server.http.Exchange;
import io.vertx.core.net.SocketAddress;

/** Where requests come from. */
final class Addresses {
  private Addresses() {}

  /** The peer's address: what headers say of it is anybody's claim. */
  static String of(Exchange exchange) {
    SocketAddress peer = exchange.request().remoteAddress();
    String host = peer == null ? null : peer.hostAddress();
    return host == null ? "unknown" : host;
  }
}
