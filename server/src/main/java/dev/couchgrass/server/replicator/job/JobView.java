package dev.couchgrass.server.replicator.job;

import dev.couchgrass.server.replicator.request.ReplicationRequest;
import dev.couchgrass.server.replicator.run.Figures;
import dev.couchgrass.server.replicator.schedule.JobStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as it is at one moment.
 *
 * @param added when it was asked for, or the server started again
 * @param started when its newest run began; empty if none is under way
 */
public record JobView(
    String id,
    Origin origin,
    ReplicationRequest request,
    JobStatus status,
    Figures figures,
    Instant added,
    Optional<Instant> started) {}
