/**
 * Whether what an engine holds is what {@code store-kv} would have written: for tools, over any
 * engine.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.check.KvCheck}.
 */
@NullMarked
package dev.couchgrass.store.kv.check;

import org.jspecify.annotations.NullMarked;
