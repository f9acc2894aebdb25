/**
 * One attempt at a replication, from a checkpoint to the end or to a failure.
 *
 * <p>Start with {@link dev.couchgrass.sync.run.Run}.
 */
@NullMarked
package dev.couchgrass.sync.run;

import org.jspecify.annotations.NullMarked;
