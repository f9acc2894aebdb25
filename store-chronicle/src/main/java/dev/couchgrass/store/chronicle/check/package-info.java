/**
 * Whether all that a store has on disk is what was written.
 *
 * <p>Start with {@link dev.couchgrass.store.chronicle.check.StoreCheck}.
 */
@NullMarked
package dev.couchgrass.store.chronicle.check;

import org.jspecify.annotations.NullMarked;
