/**
 * Lines between replicators and stores, on which calls are late, lost, repeated or out of order, as
 * a seed decides, in a time that passes as fast as it can.
 *
 * <p>Start with {@link dev.couchgrass.conformance.replication.net.Simulation}.
 */
@NullMarked
package dev.couchgrass.conformance.replication.net;

import org.jspecify.annotations.NullMarked;
