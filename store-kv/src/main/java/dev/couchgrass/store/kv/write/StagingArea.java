package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.work.Alarm;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The attachments of a database that are on their way in, or staged and named by no document yet:
 * only so many bytes of them at a time, and once they are staged only for so long. What is too old
 * is swept: released, as its owner should have done.
 *
 * <p>Nobody polls: an alarm is set when something is staged and rings when the oldest is due. If
 * then nothing is staged, it is not set again.
 */
public final class StagingArea {
  /** What an attachment counts beside its bytes, so that empty ones are not without number. */
  public static final int ENTRY_BYTES = 1024;

  /** The most that one sweep releases: it may run on an event loop. */
  private static final int MAX_SWEPT = 100;

  private final Keys keys;
  private final Terms terms;
  private final Alarm alarm;

  /** When each was staged; the oldest first. */
  private final Map<StagedBlob, Instant> staged = new LinkedHashMap<>();

  private long taken;
  private boolean closed;

  /**
   * How much may be staged, and for how long.
   *
   * @param maxBytes of the stored forms, and {@link #ENTRY_BYTES} for each
   * @param maxAge from when it was staged
   */
  public record Terms(long maxBytes, Duration maxAge, InstantSource clock) {}

  /**
   * @param keys of the database
   */
  public StagingArea(Keys keys, Terms terms, Alarm alarm) {
    this.keys = keys;
    this.terms = terms;
    this.alarm = alarm;
  }

  /** What one attachment takes of the room. */
  public final class Share {
    private long bytes;

    private Share() {}

    /**
     * Takes more room.
     *
     * @throws StoreException {@code ATTACHMENT_TOO_LARGE} if it would never fit, {@code OVERLOADED}
     *     if others have the room now
     */
    public void grow(long more) {
      sweep();
      synchronized (StagingArea.this) {
        long wanted = bytes == 0 ? ENTRY_BYTES + more : more;
        if (bytes + wanted > terms.maxBytes()) {
          throw new StoreException(
              ErrorCode.ATTACHMENT_TOO_LARGE, "The attachment is larger than what may be staged");
        }
        if (taken + wanted > terms.maxBytes()) {
          throw new StoreException(
              ErrorCode.OVERLOADED, "Too many attachments wait for their documents, try later");
        }
        bytes += wanted;
        taken += wanted;
      }
    }

    /** Gives the room back. Idempotent. */
    public void giveBack() {
      synchronized (StagingArea.this) {
        taken -= bytes;
        bytes = 0;
      }
    }
  }

  /** The share of an attachment that comes in now: nothing yet. */
  public Share share() {
    return new Share();
  }

  /** Takes up an attachment whose bytes have all arrived. */
  public void add(StagedBlob blob) {
    synchronized (this) {
      if (closed) {
        return;
      }
      staged.put(blob, terms.clock().instant());
    }
    alarm.set(terms.maxAge(), this::sweep);
  }

  /** Whether the transaction is one of this database. */
  boolean isOf(Transaction transaction) {
    return transaction.keys() == keys;
  }

  /** Whether an attachment waits for its document. */
  synchronized boolean holds(StagedBlob blob) {
    return staged.containsKey(blob);
  }

  /** Lets go an attachment that a document names, or that was released. */
  void remove(StagedBlob blob) {
    synchronized (this) {
      staged.remove(blob);
    }
    blob.share().giveBack();
  }

  /** Forgets everything: the database is closed, or gone. */
  public synchronized void close() {
    closed = true;
    staged.clear();
    alarm.cancel();
  }

  private void sweep() {
    for (StagedBlob blob : takeOld()) {
      // One that can't be released now has its turn again when it has aged anew.
      Future.succeededFuture().compose(now -> blob.release());
    }
  }

  /**
   * Those that are too old, which are young again. Sets the alarm for the oldest of the others,
   * which may be too old as well.
   */
  private synchronized List<StagedBlob> takeOld() {
    Instant now = terms.clock().instant();
    List<StagedBlob> old = new ArrayList<>();
    for (Map.Entry<StagedBlob, Instant> oldest : staged.entrySet()) {
      Duration left = Duration.between(now, oldest.getValue().plus(terms.maxAge()));
      if (left.compareTo(Duration.ZERO) > 0 || old.size() == MAX_SWEPT) {
        alarm.set(left, this::sweep);
        break;
      }
      old.add(oldest.getKey());
    }
    for (StagedBlob blob : old) {
      staged.remove(blob);
      staged.put(blob, now);
      alarm.set(terms.maxAge(), this::sweep);
    }
    return old;
  }
}
