package dev.couchgrass.store.http.options;

import io.vertx.core.Future;
import java.net.InetAddress;

/** Finds the address of a server, and may refuse it. */
@FunctionalInterface
public interface HostLookup {
  /**
   * Finds the address that the next request goes to, and no other: what is checked here is what is
   * connected to, whatever the name means a moment later. TLS goes on to want the host's
   * certificate. Asked for each request, so an answer that costs something is kept for a while.
   *
   * <p>A failure is the request's; a {@link dev.couchgrass.store.error.StoreException} stays what
   * it is, everything else is {@code STORE_FAILED}.
   *
   * @param host as the server's address has it, an IPv6 address in brackets
   */
  Future<InetAddress> lookUp(String host);
}
