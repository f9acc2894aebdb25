package dev.couchgrass.instance.peer;

import dev.couchgrass.instance.ticket.PeerAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an instance keeps equal with others.
 *
 * @param name that it gives itself
 * @param addresses where others may reach it, which it puts into tickets
 * @param interval how often others are asked of a database, unless its users want it more often
 * @param skew how far the clocks of others may be apart from ours
 * @param firstRetry how long to wait after a failure; twice as long after each that follows
 * @param lastRetry the longest wait
 * @param concurrency how many exchanges there are at a time
 * @param drain how long closing waits for what is under way
 * @param limits against peers that want too much
 */
public record SyncOptions(
    Optional<String> name,
    List<PeerAddress> addresses,
    Duration interval,
    Duration skew,
    Duration firstRetry,
    Duration lastRetry,
    int concurrency,
    Duration drain,
    PeerLimits limits) {
  /**
   * Every five minutes, a minute apart, retries after 2 seconds to 5 minutes, 4 at a time, ten
   * seconds to end.
   */
  public static final SyncOptions DEFAULTS =
      new SyncOptions(
          Optional.empty(),
          List.of(),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          4,
          Duration.ofSeconds(10),
          PeerLimits.DEFAULTS);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a time is not positive or over a year, the longest wait is
   *     less than the first, or there is no exchange at a time
   */
  public SyncOptions {
    Objects.requireNonNull(name);
    Objects.requireNonNull(limits);
    addresses = List.copyOf(addresses);
    requirePositive(interval);
    requirePositive(skew);
    requirePositive(firstRetry);
    requirePositive(lastRetry);
    requirePositive(drain);
    if (lastRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException("The longest wait is at least the first one");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("At least one exchange is made at a time");
    }
  }

  private static void requirePositive(Duration time) {
    if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException("A time must be positive, and a year at most");
    }
  }

  public SyncOptions withName(String own) {
    return new SyncOptions(
        Optional.of(own),
        addresses,
        interval,
        skew,
        firstRetry,
        lastRetry,
        concurrency,
        drain,
        limits);
  }

  public SyncOptions withAddresses(List<PeerAddress> own) {
    return new SyncOptions(
        name, own, interval, skew, firstRetry, lastRetry, concurrency, drain, limits);
  }

  public SyncOptions withInterval(Duration every) {
    return new SyncOptions(
        name, addresses, every, skew, firstRetry, lastRetry, concurrency, drain, limits);
  }

  public SyncOptions withSkew(Duration most) {
    return new SyncOptions(
        name, addresses, interval, most, firstRetry, lastRetry, concurrency, drain, limits);
  }

  public SyncOptions withRetries(Duration first, Duration last) {
    return new SyncOptions(
        name, addresses, interval, skew, first, last, concurrency, drain, limits);
  }

  public SyncOptions withConcurrency(int exchanges) {
    return new SyncOptions(
        name, addresses, interval, skew, firstRetry, lastRetry, exchanges, drain, limits);
  }

  public SyncOptions withDrain(Duration most) {
    return new SyncOptions(
        name, addresses, interval, skew, firstRetry, lastRetry, concurrency, most, limits);
  }

  public SyncOptions withLimits(PeerLimits other) {
    return new SyncOptions(
        name, addresses, interval, skew, firstRetry, lastRetry, concurrency, drain, other);
  }
}
