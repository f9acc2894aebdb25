package dev.couchgrass.sync.run;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.result.DocumentFailure;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationResult;
import dev.couchgrass.sync.transfer.Carried;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a replication did so far, over all its attempts. */
public final class Progress {
  private record Refused(DocumentId id, RevisionId revision) {}

  private final Map<Refused, Integer> places = new HashMap<>();
  private final List<DocumentFailure> failures = new ArrayList<>();
  private ReplicationCounts counts = ReplicationCounts.ZERO;
  private UpdateSequence lastSequence = UpdateSequence.START;
  private volatile Optional<UpdateSequence> start = Optional.empty();
  private volatile Optional<UpdateSequence> checkpoint = Optional.empty();

  /** The failures as they were last told: few states bring new ones. */
  private List<DocumentFailure> told = List.of();

  /** Nothing so far. */
  public Progress() {}

  void add(Carried carried) {
    counts = counts.plus(carried.counts());
    if (!carried.failures().isEmpty()) {
      told = List.of();
    }
    for (DocumentFailure failure : carried.failures()) {
      Refused refused = new Refused(failure.id(), failure.revision());
      Integer place = places.putIfAbsent(refused, failures.size());
      if (place == null) {
        failures.add(failure);
      } else {
        // An attempt that goes on from a checkpoint meets some again.
        failures.set(place, failure);
        counts = counts.plus(new ReplicationCounts(-1, 0, -1, 0, 0, 0, 0));
      }
    }
  }

  /** An attempt begins here; the first one's beginning counts. */
  void begin(UpdateSequence since) {
    if (start.isEmpty()) {
      start = Optional.of(since);
    }
    reached(since);
  }

  void noted(UpdateSequence sequence) {
    checkpoint = Optional.of(sequence);
  }

  void reached(UpdateSequence sequence) {
    lastSequence = sequence;
  }

  /** All of it. */
  public ReplicationResult result() {
    if (told.size() != failures.size()) {
      told = List.copyOf(failures);
    }
    return new ReplicationResult(counts, told, lastSequence);
  }

  /** Where the first attempt began; empty before that. To be called from any thread. */
  public Optional<UpdateSequence> start() {
    return start;
  }

  /** What was noted last; empty if nothing was. To be called from any thread. */
  public Optional<UpdateSequence> checkpoint() {
    return checkpoint;
  }

  /** The figures alone. */
  public ReplicationCounts counts() {
    return counts;
  }
}
