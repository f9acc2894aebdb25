package dev.couchgrass.cli.disk;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells a person how long work goes: on a terminal one line that is drawn again and again,
 * elsewhere a line now and then.
 */
public final class WorkProgress {
  private static final String CLEAR = "\r\u001b[K";
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration TELL = Duration.ofSeconds(10);

  private final PrintStream err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private long told;
  private boolean drawn;

  /**
   * @param terminal whether a line can be drawn again
   * @param nanoTime as {@link System#nanoTime}
   */
  public WorkProgress(PrintStream err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    told = nanoTime.getAsLong();
  }

  /** Says how far it is, if it is time to. */
  public synchronized void at(String what, long done) {
    tell(String.format(Locale.ROOT, "%s: %,d", what, done));
  }

  /** The same of work whose end is known. */
  public synchronized void at(String what, long done, long all) {
    long percent = all <= 0 ? 100 : done * 100 / all;
    tell(String.format(Locale.ROOT, "%s: %,d of %,d (%d %%)", what, done, all, percent));
  }

  private void tell(String line) {
    long now = nanoTime.getAsLong();
    if (now - told < (terminal ? REDRAW : TELL).toNanos()) {
      return;
    }
    told = now;
    if (terminal) {
      drawn = true;
      err.print(CLEAR + line);
      err.flush();
    } else {
      err.println(line);
    }
  }

  /** Says something that stays. */
  public synchronized void say(String line) {
    end();
    err.println(line);
  }

  /** Wipes the line that was drawn. */
  public synchronized void end() {
    if (drawn) {
      drawn = false;
      err.print(CLEAR);
      err.flush();
    }
  }
}
