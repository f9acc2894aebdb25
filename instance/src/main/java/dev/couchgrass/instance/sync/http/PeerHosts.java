package dev.couchgrass.instance.sync.http;

import io.vertx.core.Future;
import java.net.InetAddress;

/**
 * Finds the address of a peer's host, and may refuse it: peers say themselves where they are, and
 * so may name what only this machine reaches.
 */
@FunctionalInterface
public interface PeerHosts {
  /**
   * Finds the address that the next request goes to, and no other: what is checked here is what is
   * connected to, whatever the name means a moment later. Fails if it may not be reached.
   *
   * @param host as the peer's address has it, an IPv6 address in brackets
   */
  Future<InetAddress> lookUp(String host);
}
