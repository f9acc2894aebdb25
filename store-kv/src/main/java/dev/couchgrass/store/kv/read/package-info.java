/**
 * How a database is read: each read from one snapshot.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.read.DocumentReads}.
 */
@NullMarked
package dev.couchgrass.store.kv.read;

import org.jspecify.annotations.NullMarked;
