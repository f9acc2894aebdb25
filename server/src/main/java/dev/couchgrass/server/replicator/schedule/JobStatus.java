package dev.couchgrass.server.replicator.schedule;

import java.util.List;

/**
 * How a job fares.
 *
 * @param errors how many times it has crashed in a row
 * @param history what happened to it, the newest first; at most {@value Schedule#MOST_EVENTS}
 */
public record JobStatus(State state, int errors, List<JobEvent> history) {
  /** What a job is about. */
  public enum State {
    /** It waits for its turn. */
    PENDING,
    RUNNING,
    /** It has failed, and waits for its next attempt. */
    CRASHING
  }

  public JobStatus {
    history = List.copyOf(history);
  }
}
