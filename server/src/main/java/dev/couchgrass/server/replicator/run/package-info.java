/**
 * One run of a replication: both sides opened, what it does counted, and its end told in CouchDB's
 * terms.
 *
 * <p>Start with {@link dev.couchgrass.server.replicator.run.JobRun}.
 */
@NullMarked
package dev.couchgrass.server.replicator.run;

import org.jspecify.annotations.NullMarked;
