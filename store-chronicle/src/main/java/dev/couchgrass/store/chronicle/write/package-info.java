/**
 * How batches become part of the store: in the order in which they came, on one thread, many with
 * one sync.
 */
@NullMarked
package dev.couchgrass.store.chronicle.write;

import org.jspecify.annotations.NullMarked;
