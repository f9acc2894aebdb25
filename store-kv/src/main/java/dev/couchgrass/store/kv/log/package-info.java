/**
 * Signed logs over an engine, and what stands beside them.
 *
 * <p>What a store reads it reads from a {@link dev.couchgrass.store.kv.log.LogMoment}, what it
 * writes goes into a {@link dev.couchgrass.store.kv.log.LogUnit}: both know nothing of futures. The
 * stores of the API hand each call to where it runs ({@link
 * dev.couchgrass.store.kv.log.LogAccess}).
 */
@NullMarked
package dev.couchgrass.store.kv.log;

import org.jspecify.annotations.NullMarked;
