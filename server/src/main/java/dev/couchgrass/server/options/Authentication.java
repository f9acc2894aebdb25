package dev.couchgrass.server.options;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Who is who.
 *
 * @param admins names of server administrators, each with a password, or its hash as {@code
 *     PasswordHash} writes it ({@code -pbkdf2:sha256-...})
 * @param sessionTimeout how long a session lasts after its last use
 * @param secret signs session cookies; drawn anew at each start if empty, which ends all sessions
 * @param iterations of PBKDF2, for passwords that are hashed from now on
 * @param maxFailures failed logins of one name from one address before both are locked out together
 * @param lockout how long that lasts
 */
public record Authentication(
    Map<String, String> admins,
    Duration sessionTimeout,
    Optional<String> secret,
    int iterations,
    int maxFailures,
    Duration lockout) {
  /**
   * No administrator yet; ten minutes; CouchDB's 600,000 iterations; five failures, five minutes.
   */
  public static final Authentication DEFAULTS =
      new Authentication(
          Map.of(), Duration.ofMinutes(10), Optional.empty(), 600_000, 5, Duration.ofMinutes(5));

  /** The most iterations that a stored hash may ask for: each costs the server's time. */
  public static final int MAX_ITERATIONS = 10_000_000;

  /** How short a secret may be, in characters. */
  public static final int MIN_SECRET = 16;

  public Authentication {
    admins = Map.copyOf(admins);
    if (sessionTimeout.toSeconds() < 1 || lockout.isNegative()) {
      throw new IllegalArgumentException("sessionTimeout must be at least a second");
    }
    if (secret.isPresent() && secret.get().length() < MIN_SECRET) {
      throw new IllegalArgumentException("The secret must have at least 16 characters");
    }
    if (iterations < 1 || iterations > MAX_ITERATIONS || maxFailures < 1) {
      throw new IllegalArgumentException("iterations must be 1 to 10,000,000, failures positive");
    }
    admins.forEach(Authentication::requireCredentials);
  }

  private static void requireCredentials(String name, String password) {
    if (name.isEmpty() || name.indexOf(':') >= 0 || password.isEmpty()) {
      throw new IllegalArgumentException(
          "An administrator needs a name without colon, and a password");
    }
  }

  public Authentication withAdmins(Map<String, String> admins) {
    return new Authentication(admins, sessionTimeout, secret, iterations, maxFailures, lockout);
  }

  public Authentication withSessionTimeout(Duration sessionTimeout) {
    return new Authentication(admins, sessionTimeout, secret, iterations, maxFailures, lockout);
  }

  public Authentication withSecret(String secret) {
    return new Authentication(
        admins, sessionTimeout, Optional.of(secret), iterations, maxFailures, lockout);
  }

  public Authentication withIterations(int iterations) {
    return new Authentication(admins, sessionTimeout, secret, iterations, maxFailures, lockout);
  }

  public Authentication withMaxFailures(int maxFailures) {
    return new Authentication(admins, sessionTimeout, secret, iterations, maxFailures, lockout);
  }

  public Authentication withLockout(Duration lockout) {
    return new Authentication(admins, sessionTimeout, secret, iterations, maxFailures, lockout);
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "Authentication[admins=" + admins.keySet() + ", iterations=" + iterations + ']';
  }
}
