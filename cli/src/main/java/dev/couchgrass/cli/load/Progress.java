package dev.couchgrass.cli.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tells a person how a load goes: on a terminal one line that is drawn again and again, elsewhere
 * only what was refused, and the result.
 */
public final class Progress implements LoadListener {
  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final int BAR = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private final int maxListed;
  private final LongSupplier nanoTime;
  private final OptionalLong size;
  private final AtomicLong position;
  private final long began;

  private long loaded;
  private long refused;
  private long drawn;

  /**
   * @param terminal whether a line can be drawn again
   * @param maxListed how many refused documents are listed; the others are counted
   * @param nanoTime as {@link System#nanoTime}
   */
  public Progress(
      PrintStream err, boolean terminal, int maxListed, LongSupplier nanoTime, Source source) {
    this.err = err;
    this.terminal = terminal;
    this.maxListed = maxListed;
    this.nanoTime = nanoTime;
    this.size = source.size();
    this.position = source.position();
    this.began = nanoTime.getAsLong();
    this.drawn = began;
  }

  @Override
  public synchronized void loaded(int documents) {
    loaded += documents;
    long now = nanoTime.getAsLong();
    if (terminal && now - drawn >= REDRAW_NANOS) {
      drawn = now;
      err.print(CLEAR + line(now));
      err.flush();
    }
  }

  @Override
  public synchronized void refused(String document, String reason) {
    refused++;
    if (refused <= maxListed) {
      err.println((terminal ? CLEAR : "") + document + ": " + reason);
    }
  }

  /** Says what came of it all. */
  public synchronized void finish() {
    long now = nanoTime.getAsLong();
    if (refused > maxListed) {
      err.println((terminal ? CLEAR : "") + "... and " + number(refused - maxListed) + " more");
    }
    String others = refused == 0 ? "" : ", " + number(refused) + " refused";
    err.printf(
        Locale.ROOT,
        "%s%s loaded%s in %.1f s (%s/s)%n",
        terminal ? CLEAR : "",
        loaded == 1 ? "1 document" : number(loaded) + " documents",
        others,
        (now - began) / 1e9,
        number(rate(now)));
  }

  /** How many documents were refused. */
  public synchronized long refusals() {
    return refused;
  }

  private String line(long now) {
    return number(loaded) + " documents  " + number(rate(now)) + "/s  " + bar();
  }

  private String bar() {
    if (size.isEmpty() || size.getAsLong() == 0) {
      return "";
    }
    double part = Math.min(1, position.get() / (double) size.getAsLong());
    int full = (int) (part * BAR);
    return '[' + "#".repeat(full) + " ".repeat(BAR - full) + "] " + (int) (part * 100) + " %";
  }

  private long rate(long now) {
    return Math.round(loaded * 1e9 / Math.max(1, now - began));
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
