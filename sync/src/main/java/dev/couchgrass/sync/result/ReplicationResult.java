package dev.couchgrass.sync.result;

import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.Objects;

/**
 * What a replication did.
 *
 * @param failures each revision that the target refused for good, in the order in which it did
 * @param lastSequence of the source: everything up to here is in the target, but for the failures
 */
public record ReplicationResult(
    ReplicationCounts counts, List<DocumentFailure> failures, UpdateSequence lastSequence) {
  public ReplicationResult {
    Objects.requireNonNull(counts);
    Objects.requireNonNull(lastSequence);
    failures = List.copyOf(failures);
  }

  /** Whether everything arrived. */
  public boolean complete() {
    return failures.isEmpty();
  }
}
