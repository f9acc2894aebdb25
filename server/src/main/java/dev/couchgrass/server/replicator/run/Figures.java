package dev.couchgrass.server.replicator.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.result.ReplicationCounts;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a job did so far, over all its runs.
 *
 * @param pending how many changes of the source are still to come, where that is known
 * @param through everything up to here was looked at
 * @param checkpoint what was noted last
 */
public record Figures(
    ReplicationCounts counts,
    OptionalLong pending,
    UpdateSequence through,
    Optional<UpdateSequence> checkpoint) {
  /** Nothing so far. */
  public static final Figures NONE =
      new Figures(
          ReplicationCounts.ZERO, OptionalLong.empty(), UpdateSequence.START, Optional.empty());

  public Figures {
    Objects.requireNonNull(counts);
    Objects.requireNonNull(pending);
    Objects.requireNonNull(through);
    Objects.requireNonNull(checkpoint);
  }

  /** These, after what earlier runs did. */
  Figures after(Figures earlier) {
    return new Figures(
        earlier.counts.plus(counts), pending, through, checkpoint.or(earlier::checkpoint));
  }

  /** As CouchDB tells them of jobs. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("revisions_checked", counts.read() + counts.gone())
        .put("missing_revisions_found", counts.read() + counts.gone() - counts.alreadyThere())
        .put("docs_read", counts.read() - counts.alreadyThere())
        .put("docs_written", counts.written())
        .put("doc_write_failures", counts.failed());
    if (pending.isPresent()) {
      json.put("changes_pending", pending.getAsLong());
    } else {
      json.putNull("changes_pending");
    }
    return json.put("checkpointed_source_seq", checkpoint.map(UpdateSequence::token).orElse("0"))
        .put("source_seq", through.token())
        .put("through_seq", through.token());
  }
}
