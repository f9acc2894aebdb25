package dev.couchgrass.sync.log.ingest;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.LogWriter;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Removes what an operation that prunes says is needed no more, however much that is. */
public final class PruneLog {
  private PruneLog() {}

  /**
   * Removes the operations before a sequence number, which is there.
   *
   * @return how many
   */
  public static Future<Long> before(LogWriter logs, Log log, long sequenceNumber) {
    AtomicLong removed = new AtomicLong();
    return Repeat.whileTrue(
            () ->
                logs.prune(log, sequenceNumber)
                    .map(
                        more -> {
                          removed.addAndGet(more);
                          return more > 0;
                        }))
        .map(done -> removed.get());
  }
}
