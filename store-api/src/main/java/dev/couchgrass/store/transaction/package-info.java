/**
 * One transaction over everything that a storage keeps: signed logs, documents, signed entries.
 *
 * <p>Start with {@link dev.couchgrass.store.Storage#transact}.
 */
@NullMarked
package dev.couchgrass.store.transaction;

import org.jspecify.annotations.NullMarked;
