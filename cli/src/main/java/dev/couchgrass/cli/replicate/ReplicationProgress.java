package dev.couchgrass.cli.replicate;

import dev.couchgrass.sync.result.DocumentFailure;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells a person how a replication goes: on a terminal one line that is drawn again and again,
 * elsewhere only what was refused, what failed, and the result.
 */
public final class ReplicationProgress {
  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final int BAR = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long began;
  private long drawn;
  private int listed;

  /**
   * Begins now.
   *
   * @param terminal whether a line can be drawn again
   * @param nanoTime as {@link System#nanoTime}
   */
  public ReplicationProgress(PrintStream err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
    this.drawn = began - REDRAW_NANOS;
  }

  /** Tells of a state. */
  public void at(ReplicationState state) {
    list(state.soFar().failures());
    if (state instanceof ReplicationState.Retrying retrying) {
      say("failed, and tries again at " + retrying.next() + ": " + reason(retrying.error()));
    } else if (state instanceof ReplicationState.Running running) {
      draw(figures(running.soFar().counts()) + bar(running));
    } else if (state instanceof ReplicationState.Idle idle) {
      draw(figures(idle.soFar().counts()) + "  waiting for changes");
    }
  }

  private void list(List<DocumentFailure> failures) {
    for (DocumentFailure failure : failures.subList(listed, failures.size())) {
      say(failure.id() + " " + failure.revision() + " was refused: " + failure.error().reason());
    }
    listed = failures.size();
  }

  /** What went wrong, for a person. */
  public static String reason(Throwable error) {
    String message = error.getMessage();
    return message == null ? error.toString() : message;
  }

  private void say(String line) {
    err.println((terminal ? CLEAR : "") + line);
  }

  private void draw(String line) {
    long now = nanoTime.getAsLong();
    if (terminal && now - drawn >= REDRAW_NANOS) {
      drawn = now;
      err.print(CLEAR + line);
      err.flush();
    }
  }

  private String figures(ReplicationCounts counts) {
    return number(counts.written())
        + " written  "
        + number(Math.round(counts.written() * 1e9 / elapsed()))
        + "/s  "
        + bytes(counts.bytes())
        + (counts.failed() == 0 ? "" : "  " + number(counts.failed()) + " refused");
  }

  private static String bar(ReplicationState.Running running) {
    long done = running.soFar().counts().read();
    long all = done + running.remaining();
    if (all == 0) {
      return "";
    }
    int full = (int) (done * BAR / all);
    return "  ["
        + "#".repeat(full)
        + " ".repeat(BAR - full)
        + "] "
        + number(running.remaining())
        + " left";
  }

  /** Says what came of it all. */
  public void finish(ReplicationState last) {
    at(last);
    ReplicationCounts counts = last.soFar().counts();
    String others =
        (counts.failed() == 0 ? "" : ", " + number(counts.failed()) + " refused")
            + (counts.filtered() == 0 ? "" : ", " + number(counts.filtered()) + " left out")
            + (counts.gone() == 0 ? "" : ", " + number(counts.gone()) + " gone meanwhile");
    say(
        String.format(
            Locale.ROOT,
            "%s written (%s), %s already there%s, in %.1f s",
            counts.written() == 1 ? "1 revision" : number(counts.written()) + " revisions",
            bytes(counts.bytes()),
            number(counts.alreadyThere()),
            others,
            elapsed() / 1e9));
  }

  private long elapsed() {
    return Math.max(1, nanoTime.getAsLong() - began);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String bytes(long count) {
    if (count < 10_000) {
      return count + " B";
    }
    return count < 10_000_000 ? number(count / 1_000) + " kB" : number(count / 1_000_000) + " MB";
  }
}
