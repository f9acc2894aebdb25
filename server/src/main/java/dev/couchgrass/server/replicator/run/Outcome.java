package dev.couchgrass.server.replicator.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run ended, if it did not fail.
 *
 * @param answer what {@code _replicate} answers; empty if the run was stopped
 */
public record Outcome(Optional<ObjectNode> answer) {
  /** It was told to stop. */
  public static final Outcome STOPPED = new Outcome(Optional.empty());

  public Outcome {
    Objects.requireNonNull(answer);
  }
}
