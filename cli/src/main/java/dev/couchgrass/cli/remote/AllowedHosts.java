package dev.couchgrass.cli.remote;

import dev.couchgrass.server.replication.AddressRules;
import dev.couchgrass.store.http.options.HostLookup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/** Looks hosts up as the system does (Java remembers the answers for a while), and checks them. */
final class AllowedHosts implements HostLookup {
  private final Vertx vertx;
  private final AddressRules rules;

  AllowedHosts(Vertx vertx, AddressRules rules) {
    this.vertx = vertx;
    this.rules = rules;
  }

  @Override
  public Future<InetAddress> lookUp(String host) {
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return vertx
        .executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false)
        .map(addresses -> rules.require(name, addresses));
  }
}
