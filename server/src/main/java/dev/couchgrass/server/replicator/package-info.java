/**
 * Replications that the server runs itself: {@code _replicate}, the replicator databases, {@code
 * _scheduler} and {@code _active_tasks}.
 *
 * <p>Start with {@link dev.couchgrass.server.replicator.Replications}.
 */
@NullMarked
package dev.couchgrass.server.replicator;

import org.jspecify.annotations.NullMarked;
