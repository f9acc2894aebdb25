/**
 * How the server reaches databases of other servers, for the replications that it runs itself. The
 * server knows no HTTP client: whoever starts it brings one.
 *
 * <pre>{@code
 * ReplicatorOptions replicator = ReplicatorOptions.DEFAULTS.withRemotes(myRemoteDatabases);
 * ServerOptions options = ServerOptions.DEFAULTS.withReplicator(replicator);
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.server.replication.RemoteDatabases}.
 */
@NullMarked
package dev.couchgrass.server.replication;

import org.jspecify.annotations.NullMarked;
