/**
 * How a database is changed: one writer, whose transactions gather what waits and commit it as one.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.write.Writer}.
 */
@NullMarked
package dev.couchgrass.store.kv.write;

import org.jspecify.annotations.NullMarked;
