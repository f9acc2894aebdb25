/**
 * One transaction over everything that a storage keeps.
 *
 * <p>A transaction takes a {@linkplain dev.couchgrass.store.kv.commit.Turn turn} of each part that
 * it touches, gathers its changes there, and commits them as one batch. Start with {@link
 * dev.couchgrass.store.kv.transact.Transactions}.
 */
@NullMarked
package dev.couchgrass.store.kv.transact;

import org.jspecify.annotations.NullMarked;
