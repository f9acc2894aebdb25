package dev.couchgrass.sync.run;

import dev.couchgrass.sync.time.Timers;
import dev.couchgrass.sync.time.Timers.Timer;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Notices when nothing comes of what is under way, which a store that never answers would hide.
 *
 * <p>It looks once in each period, so it takes one to two of them to notice. It goes by what it
 * hears and not by the clock: a machine that slept has not been silent meanwhile.
 */
final class Watchdog {
  private final Context context;
  private final Timers timers;
  private final Duration period;
  private final BooleanSupplier resting;
  private final Runnable standstill;
  private Optional<Timer> timer = Optional.empty();

  /** Pieces of attachments are heard of on whatever thread takes them. */
  private volatile boolean heard;

  private boolean over;

  /**
   * @param resting whether nothing is under way that could be waited for
   * @param standstill runs once, on the context, when nothing was heard for a whole period
   */
  Watchdog(
      Context context,
      Timers timers,
      Duration period,
      BooleanSupplier resting,
      Runnable standstill) {
    this.context = context;
    this.timers = timers;
    this.period = period;
    this.resting = resting;
    this.standstill = standstill;
  }

  void begin() {
    heard = true;
    watch();
  }

  /** Something came of what is under way. */
  void heard() {
    heard = true;
  }

  void end() {
    over = true;
    timer.ifPresent(Timer::cancel);
  }

  private void watch() {
    timer = Optional.of(timers.after(period, () -> context.runOnContext(now -> look())));
  }

  private void look() {
    if (over) {
      return;
    }
    if (!heard && !resting.getAsBoolean()) {
      over = true;
      standstill.run();
      return;
    }
    heard = false;
    watch();
  }
}
