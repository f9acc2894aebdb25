/**
 * The jobs that there are: kept, run in turns, asked how they fare, and taken back.
 *
 * <p>Start with {@link dev.couchgrass.server.replicator.job.Jobs}.
 */
@NullMarked
package dev.couchgrass.server.replicator.job;

import org.jspecify.annotations.NullMarked;
