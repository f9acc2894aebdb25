/**
 * What every replica must hold in the end: the union of all trees, told by the edits alone.
 *
 * <p>Start with {@link dev.couchgrass.conformance.replication.model.Union}.
 */
@NullMarked
package dev.couchgrass.conformance.replication.model;

import org.jspecify.annotations.NullMarked;
