/**
 * How every storage behaves, written against the store's interfaces alone. What is left in an
 * engine is counted as well, where one is beneath.
 *
 * <p>Each suite is run by a group of {@link dev.couchgrass.conformance.StorageConformance}.
 */
@NullMarked
package dev.couchgrass.conformance.document;

import org.jspecify.annotations.NullMarked;
