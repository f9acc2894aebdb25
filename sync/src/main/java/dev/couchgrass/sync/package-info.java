/**
 * Replication of documents from one database to another: every leaf with its history, tombstones
 * and attachments, from where the last replication of the same two ended.
 *
 * <pre>{@code
 * Replication replication = replicator.start(source, target, ReplicationOptions.DEFAULTS);
 * replication.result().onSuccess(result -> print(result.counts().written()));
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.sync.Replicator}.
 */
@NullMarked
package dev.couchgrass.sync;

import org.jspecify.annotations.NullMarked;
