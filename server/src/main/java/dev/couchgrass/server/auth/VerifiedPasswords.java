package dev.couchgrass.server.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Passwords that were verified lately, so that not every request of a client without cookies costs
 * all iterations. Kept as keyed hashes, of name, stored hash and password together: a password that
 * was changed is unknown at once, and the key never leaves the process.
 */
final class VerifiedPasswords {
  /** How many are remembered. */
  static final int CAPACITY = 10_000;

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final BoundedTable<ByteBuffer, Instant> table = new BoundedTable<>(CAPACITY);
  private final byte[] secret = new byte[32];
  private final InstantSource clock;

  VerifiedPasswords(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    random.nextBytes(secret);
  }

  boolean contains(String name, PasswordHash hash, String password) {
    return table
        .get(key(name, hash, password))
        .filter(verified -> clock.instant().isBefore(verified.plus(LIFETIME)))
        .isPresent();
  }

  void add(String name, PasswordHash hash, String password) {
    table.put(key(name, hash, password), clock.instant());
  }

  private ByteBuffer key(String name, PasswordHash hash, String password) {
    // Neither a name nor a hash holds a line feed: the parts can't be mistaken for each other.
    String all = name.length() + ":" + name + '\n' + hash.text() + '\n' + password;
    return ByteBuffer.wrap(Hmac.sha256(secret, all.getBytes(StandardCharsets.UTF_8)));
  }
}
