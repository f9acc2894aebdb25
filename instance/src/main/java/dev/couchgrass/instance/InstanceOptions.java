package dev.couchgrass.instance;

import dev.couchgrass.instance.secret.KdfParameters;
import dev.couchgrass.instance.secret.ThrottleOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How an {@link Instance} works.
 *
 * @param clock tells when something is made, and heights that are times
 * @param random makes keys, and whatever no two replicas may make alike
 * @param maxSkew how far ahead the clocks of other replicas may be; entries from further ahead wait
 * @param maxUnverified how many entries of a database are kept that can't be verified yet
 * @param passwords how passwords are made keys of, from now on
 * @param throttle how guessing passwords is slowed down
 */
public record InstanceOptions(
    InstantSource clock,
    SecureRandom random,
    Duration maxSkew,
    int maxUnverified,
    KdfParameters passwords,
    ThrottleOptions throttle) {
  /** The system's clock and randomness, a minute, 10,000 entries. */
  public static final InstanceOptions DEFAULTS =
      new InstanceOptions(
          InstantSource.system(),
          new SecureRandom(),
          Duration.ofMinutes(1),
          10_000,
          KdfParameters.DEFAULTS,
          ThrottleOptions.DEFAULTS);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if the skew or the number of entries is negative
   */
  public InstanceOptions {
    Objects.requireNonNull(clock);
    Objects.requireNonNull(random);
    Objects.requireNonNull(passwords);
    Objects.requireNonNull(throttle);
    if (maxSkew.isNegative() || maxUnverified < 0) {
      throw new IllegalArgumentException("A limit is not negative");
    }
  }

  public InstanceOptions withClock(InstantSource source) {
    return new InstanceOptions(source, random, maxSkew, maxUnverified, passwords, throttle);
  }

  public InstanceOptions withRandom(SecureRandom source) {
    return new InstanceOptions(clock, source, maxSkew, maxUnverified, passwords, throttle);
  }

  public InstanceOptions withMaxSkew(Duration skew) {
    return new InstanceOptions(clock, random, skew, maxUnverified, passwords, throttle);
  }

  public InstanceOptions withMaxUnverified(int entries) {
    return new InstanceOptions(clock, random, maxSkew, entries, passwords, throttle);
  }

  public InstanceOptions withPasswords(KdfParameters parameters) {
    return new InstanceOptions(clock, random, maxSkew, maxUnverified, parameters, throttle);
  }

  public InstanceOptions withThrottle(ThrottleOptions options) {
    return new InstanceOptions(clock, random, maxSkew, maxUnverified, passwords, options);
  }
}
