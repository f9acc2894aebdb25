package dev.couchgrass.server.auth;

import dev.couchgrass.server.options.Authentication;
import java.time.Instant;
import java.time.InstantSource;

/** Remembers who failed to log in from where, and for how long they may not try again. */
final class Lockout {
  /** How many pairs of name and address are remembered. */
  static final int CAPACITY = 10_000;

  private record Key(String name, String address) {}

  private record Failures(int count, Instant last) {}

  private final BoundedTable<Key, Failures> table = new BoundedTable<>(CAPACITY);
  private final Authentication options;
  private final InstantSource clock;

  Lockout(Authentication options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  boolean locked(String name, String address) {
    return table
        .get(new Key(name, address))
        .filter(failures -> failures.count() >= options.maxFailures() && fresh(failures))
        .isPresent();
  }

  void failed(String name, String address) {
    Failures none = new Failures(0, Instant.EPOCH);
    table.change(
        new Key(name, address),
        none,
        before -> new Failures(fresh(before) ? before.count() + 1 : 1, clock.instant()));
  }

  void succeeded(String name, String address) {
    table.remove(new Key(name, address));
  }

  private boolean fresh(Failures failures) {
    return clock.instant().isBefore(failures.last().plus(options.lockout()));
  }
}
