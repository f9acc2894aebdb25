package dev.couchgrass.server.options;

import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How a server behaves.
 *
 * @param bind the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param open whether everybody is an administrator: authentication is off. Accepted on loopback
 *     addresses alone
 * @param replicator how the replications go that the server runs itself
 * @param clock tells the time
 */
public record ServerOptions(
    String bind,
    int port,
    boolean open,
    Authentication authentication,
    Cors cors,
    Limits limits,
    Timeouts timeouts,
    ReplicatorOptions replicator,
    InstantSource clock) {
  /** Loopback, port 5984, and no administrator yet: one must be added before a server starts. */
  public static final ServerOptions DEFAULTS =
      new ServerOptions(
          "127.0.0.1",
          5984,
          false,
          Authentication.DEFAULTS,
          Cors.NONE,
          Limits.DEFAULTS,
          Timeouts.DEFAULTS,
          ReplicatorOptions.DEFAULTS,
          Clock.systemUTC());

  public ServerOptions {
    Objects.requireNonNull(bind);
    Objects.requireNonNull(authentication);
    Objects.requireNonNull(cors);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(timeouts);
    Objects.requireNonNull(replicator);
    Objects.requireNonNull(clock);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535");
    }
  }

  public ServerOptions withBind(String bind) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }

  public ServerOptions withPort(int port) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }

  public ServerOptions withOpen(boolean open) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }

  public ServerOptions withAuthentication(Authentication authentication) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }

  /** Adds an administrator, see {@link Authentication#admins}. */
  public ServerOptions withAdmin(String name, String password) {
    Map<String, String> admins = new HashMap<>(authentication.admins());
    admins.put(name, password);
    return withAuthentication(authentication.withAdmins(admins));
  }

  public ServerOptions withCors(Cors cors) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }

  public ServerOptions withLimits(Limits limits) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }

  public ServerOptions withTimeouts(Timeouts timeouts) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }

  public ServerOptions withReplicator(ReplicatorOptions replicator) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }

  public ServerOptions withClock(InstantSource clock) {
    return new ServerOptions(
        bind, port, open, authentication, cors, limits, timeouts, replicator, clock);
  }
}
