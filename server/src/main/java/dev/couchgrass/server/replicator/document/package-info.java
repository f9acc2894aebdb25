/**
 * The replicator databases: their documents become jobs, and the jobs' ends are written into them.
 *
 * <p>Start with {@link dev.couchgrass.server.replicator.document.ReplicatorDatabases}.
 */
@NullMarked
package dev.couchgrass.server.replicator.document;

import org.jspecify.annotations.NullMarked;
