package dev.couchgrass.instance.secret;

import dev.couchgrass.core.hash.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes whoever guesses a user's password wait, by the user's name.
 *
 * <p>An attempt counts as failed from its beginning until {@link #succeeded} says otherwise, so
 * that a thousand at once are no more guesses than a thousand in turn. One that is refused does not
 * count, so the wait ends when it was said to, however often somebody asks meanwhile; it is never
 * longer than {@link ThrottleOptions#longestWait}.
 *
 * <p>Somebody who is always first when a wait ends keeps the user out for as long as they stay so:
 * where the caller knows who asks, each of them had better be a name of its own. Ask for names that
 * do not exist as well, or the wait tells which do.
 *
 * <p>Kept in memory only, for at most {@link ThrottleOptions#names}; the name that was longest not
 * tried is forgotten first, and a restart forgets all. Several threads may use it.
 */
public final class LoginThrottle {
  /** Failures of one name; the wait counts from the last attempt that was let through. */
  private record Failures(int count, Instant since) {}

  private final ThrottleOptions options;
  private final InstantSource clock;

  /** By the hashes of the names, which are of one length; the longest not tried is first. */
  private final Map<Hash, Failures> failures = new LinkedHashMap<>();

  /** A throttle that knows no name yet. */
  public LoginThrottle(ThrottleOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  /**
   * Begins an attempt to log in, unless the name has to wait.
   *
   * @return zero if the attempt may be made, and then it counts as failed until {@link #succeeded};
   *     else how long to wait before the next call, which then is let through
   */
  public synchronized Duration attempt(String name) {
    Hash key = key(name);
    Instant now = clock.instant();
    Optional<Failures> known = Optional.ofNullable(failures.remove(key));
    Failures before = known.orElse(new Failures(0, now));
    Duration left = left(before, now);
    if (left.isZero()) {
      int count = Math.min(before.count(), Integer.MAX_VALUE - 1) + 1;
      failures.put(key, new Failures(count, now));
    } else {
      failures.put(key, before.since().isAfter(now) ? new Failures(before.count(), now) : before);
    }
    forgetTheOldest();
    return left;
  }

  private void forgetTheOldest() {
    if (failures.size() > options.names()) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  /** How long a name has to wait now; zero if not. Nothing is counted. */
  public synchronized Duration waitLeft(String name) {
    Optional<Failures> known = Optional.ofNullable(failures.get(key(name)));
    return known.map(before -> left(before, clock.instant())).orElse(Duration.ZERO);
  }

  /** A clock that was set back makes nobody wait for longer than the wait. */
  private Duration left(Failures before, Instant now) {
    Duration wait = options.waitAfter(before.count());
    Duration passed = Duration.between(before.since(), now);
    if (passed.isNegative()) {
      return wait;
    }
    Duration left = wait.minus(passed);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** An attempt for this name was the right password: its failures are forgotten. */
  public synchronized void succeeded(String name) {
    failures.remove(key(name));
  }

  /** How many names are remembered. */
  synchronized int size() {
    return failures.size();
  }

  private static Hash key(String name) {
    return Hash.of(name.getBytes(StandardCharsets.UTF_8));
  }
}
