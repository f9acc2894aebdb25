/**
 * How an engine is written: one writer, which gathers what waits and commits it as one.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.commit.Writer}.
 */
@NullMarked
package dev.couchgrass.store.kv.commit;

import org.jspecify.annotations.NullMarked;
