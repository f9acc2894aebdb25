package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import java.util.Objects;

/**
 * An operation that is there.
 *
 * @param operation with its body, unless that was deleted or never came
 * @param logId the author's log that it stands in
 */
public record StoredOperation(Operation operation, LogId logId) {
  public StoredOperation {
    Objects.requireNonNull(operation);
    Objects.requireNonNull(logId);
  }

  /** The log that it stands in. */
  public Log log() {
    return new Log(operation.header().author(), logId);
  }
}
