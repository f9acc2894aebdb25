package dev.couchgrass.instance.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock for tests: it begins at 2024-01-01T00:00:00Z, and moves on by one millisecond with each
 * read and not otherwise, so that two reads differ and a test's times are always the same.
 *
 * <p>Several threads may use it.
 */
public final class FixedClock implements InstantSource {
  /** The time that a new clock shows. */
  public static final Instant START = Instant.ofEpochMilli(1_704_067_200_000L);

  private static final Duration STEP = Duration.ofMillis(1);

  private Instant now = START;
  private int holds;

  /** Makes a clock that shows {@link #START}. */
  public FixedClock() {}

  /** The time, after which the clock moves on by one millisecond unless it is held. */
  @Override
  public synchronized Instant instant() {
    Instant read = now;
    if (holds == 0) {
      now = now.plus(STEP);
    }
    return read;
  }

  /** The time that the next read gives; the clock does not move. */
  public synchronized Instant now() {
    return now;
  }

  /** Sets the time, also to an earlier one, and also while the clock is held. */
  public synchronized void set(Instant time) {
    now = time;
  }

  /** Moves the time, back if the duration is negative, and also while the clock is held. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Stops reads from moving the clock until what is returned is closed, as is any other hold. */
  public synchronized Hold hold() {
    holds++;
    return new Hold();
  }

  private synchronized void release() {
    holds--;
  }

  /** What keeps reads from moving the clock. */
  public final class Hold implements AutoCloseable {
    private boolean closed;

    private Hold() {}

    /** Lets the clock go. Closing again does nothing. */
    @Override
    public void close() {
      synchronized (FixedClock.this) {
        if (!closed) {
          closed = true;
          release();
        }
      }
    }
  }
}
