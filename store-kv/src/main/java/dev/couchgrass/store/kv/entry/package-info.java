/**
 * Stores of signed entries over an engine.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.entry.KvEntryStore}.
 */
@NullMarked
package dev.couchgrass.store.kv.entry;

import org.jspecify.annotations.NullMarked;
