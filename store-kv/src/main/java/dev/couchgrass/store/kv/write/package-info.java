/**
 * How a database of documents is changed: mutations, and the transaction that they change.
 *
 * <p>Start with {@link dev.couchgrass.store.kv.write.Transaction}.
 */
@NullMarked
package dev.couchgrass.store.kv.write;

import org.jspecify.annotations.NullMarked;
