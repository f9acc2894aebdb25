/**
 * Signed logs of topics: written, taken in, read, put in order, and synced with peers.
 *
 * <p>Start with {@link dev.couchgrass.sync.log.SignedLogs}.
 */
@NullMarked
package dev.couchgrass.sync.log;

import org.jspecify.annotations.NullMarked;
