/**
 * A store of another kind than the one under test, so that one home is enough to mix stores.
 *
 * <p>Start with {@link dev.couchgrass.conformance.replication.home.HeapHome}.
 */
@NullMarked
package dev.couchgrass.conformance.replication.home;

import org.jspecify.annotations.NullMarked;
