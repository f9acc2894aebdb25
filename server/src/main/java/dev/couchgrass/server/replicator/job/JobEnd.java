package dev.couchgrass.server.replicator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.replicator.run.Figures;
import java.util.Objects;
import java.util.Optional;

/**
 * How a job ended, if it did not fail.
 *
 * @param answer what {@code _replicate} answers; empty if the job was taken back
 * @param figures what it did, over all its runs
 */
public record JobEnd(Optional<ObjectNode> answer, Figures figures) {
  public JobEnd {
    Objects.requireNonNull(answer);
    Objects.requireNonNull(figures);
  }
}
