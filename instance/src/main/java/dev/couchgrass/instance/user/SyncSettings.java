package dev.couchgrass.instance.user;

import java.time.Duration;
import java.util.Optional;

/**
 * How a user wants a database to be kept equal with others.
 *
 * @param enabled whether at all; what nobody wants is neither asked for nor given to anybody
 * @param onCommit whether what is written here is sent at once
 * @param interval how often others are asked; empty for the instance's own
 */
public record SyncSettings(boolean enabled, boolean onCommit, Optional<Duration> interval) {
  /** Not at all. */
  public static final SyncSettings OFF = new SyncSettings(false, false, Optional.empty());

  /** At once, and now and then. */
  public static final SyncSettings ON = new SyncSettings(true, true, Optional.empty());

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if the interval is less than a second, or more than a year
   */
  public SyncSettings {
    if (interval.filter(every -> every.compareTo(Duration.ofSeconds(1)) < 0).isPresent()) {
      throw new IllegalArgumentException("An interval is at least a second");
    }
    if (interval.filter(every -> every.compareTo(Duration.ofDays(365)) > 0).isPresent()) {
      throw new IllegalArgumentException("An interval is at most a year");
    }
  }
}
