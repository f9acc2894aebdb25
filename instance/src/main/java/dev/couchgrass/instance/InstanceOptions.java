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
 * @param maxUnverifiedBytes how large these are together
 * @param passwords how passwords are made keys of, from now on
 * @param throttle how guessing passwords is slowed down
 */
public record InstanceOptions(
    InstantSource clock,
    SecureRandom random,
    Duration maxSkew,
    int maxUnverified,
    long maxUnverifiedBytes,
    KdfParameters passwords,
    ThrottleOptions throttle) {
  /** The system's clock and randomness, a minute, 10,000 entries or 64 MiB. */
  public static final InstanceOptions DEFAULTS =
      new InstanceOptions(
          InstantSource.system(),
          new SecureRandom(),
          Duration.ofMinutes(1),
          10_000,
          64L << 20,
          KdfParameters.DEFAULTS,
          ThrottleOptions.DEFAULTS);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if the skew or a limit is negative
   */
  public InstanceOptions {
    Objects.requireNonNull(clock);
    Objects.requireNonNull(random);
    Objects.requireNonNull(passwords);
    Objects.requireNonNull(throttle);
    if (maxSkew.isNegative() || maxUnverified < 0 || maxUnverifiedBytes < 0) {
      throw new IllegalArgumentException("A limit is not negative");
    }
  }

  public InstanceOptions withClock(InstantSource source) {
    return new InstanceOptions(
        source, random, maxSkew, maxUnverified, maxUnverifiedBytes, passwords, throttle);
  }

  public InstanceOptions withRandom(SecureRandom source) {
    return new InstanceOptions(
        clock, source, maxSkew, maxUnverified, maxUnverifiedBytes, passwords, throttle);
  }

  public InstanceOptions withMaxSkew(Duration skew) {
    return new InstanceOptions(
        clock, random, skew, maxUnverified, maxUnverifiedBytes, passwords, throttle);
  }

  public InstanceOptions withMaxUnverified(int entries) {
    return new InstanceOptions(
        clock, random, maxSkew, entries, maxUnverifiedBytes, passwords, throttle);
  }

  public InstanceOptions withMaxUnverifiedBytes(long bytes) {
    return new InstanceOptions(clock, random, maxSkew, maxUnverified, bytes, passwords, throttle);
  }

  public InstanceOptions withPasswords(KdfParameters parameters) {
    return new InstanceOptions(
        clock, random, maxSkew, maxUnverified, maxUnverifiedBytes, parameters, throttle);
  }

  public InstanceOptions withThrottle(ThrottleOptions options) {
    return new InstanceOptions(
        clock, random, maxSkew, maxUnverified, maxUnverifiedBytes, passwords, options);
  }
}
