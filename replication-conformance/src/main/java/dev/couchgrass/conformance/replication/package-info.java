/**
 * The suite that replication between any stores can be proved with.
 *
 * <p>Whoever writes a store extends {@link
 * dev.couchgrass.conformance.replication.ReplicationConformance}, and tells the same as for {@code
 * StorageConformance}:
 *
 * <pre>{@code
 * class SomeReplicationTest extends ReplicationConformance {
 *   @Override
 *   protected StorageHome storage() {
 *     return vertx -> SomeStorage.open(vertx, …);
 *   }
 * }
 * }</pre>
 */
@NullMarked
package dev.couchgrass.conformance.replication;

import org.jspecify.annotations.NullMarked;
