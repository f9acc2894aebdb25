package dev.couchgrass.sync.log.session;

import java.util.concurrent.atomic.AtomicLong;

/** What a session has exchanged so far. For several threads. */
final class Tally {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong receivedBytes = new AtomicLong();
  private final AtomicLong inserted = new AtomicLong();
  private final AtomicLong early = new AtomicLong();

  void sent(long bytes) {
    sent.incrementAndGet();
    sentBytes.addAndGet(bytes);
  }

  void received(long bytes) {
    received.incrementAndGet();
    receivedBytes.addAndGet(bytes);
  }

  void inserted(long count) {
    inserted.addAndGet(count);
  }

  void early() {
    early.incrementAndGet();
  }

  LogSyncReport report() {
    return new LogSyncReport(
        sent.get(),
        sentBytes.get(),
        received.get(),
        receivedBytes.get(),
        inserted.get(),
        early.get());
  }
}
