package dev.couchgrass.server.replicator.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a job.
 *
 * @param reason why it crashed
 */
public record JobEvent(Kind kind, Instant time, Optional<String> reason) {
  /** What happened. */
  public enum Kind {
    ADDED,
    STARTED,
    STOPPED,
    CRASHED
  }
}
