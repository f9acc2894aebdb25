/**
 * Stores of signed entries.
 *
 * <p>Start with {@link dev.couchgrass.store.entry.EntryStore}.
 */
@NullMarked
package dev.couchgrass.store.entry;

import org.jspecify.annotations.NullMarked;
