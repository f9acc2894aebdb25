package dev.couchgrass.cli.remote;

import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.sync.http.HttpPeers;
import dev.couchgrass.server.replication.AddressRules;
import io.vertx.core.Vertx;

/** Peers of signed databases over HTTP, where the rules let it. */
public final class RemotePeers {
  private RemotePeers() {}

  /** A way to peers at the addresses that may be reached: they say themselves where they are. */
  public static PeerTransport over(Vertx vertx, AddressRules rules) {
    return new HttpPeers(vertx, new AllowedHosts(vertx, rules)::lookUp);
  }
}
