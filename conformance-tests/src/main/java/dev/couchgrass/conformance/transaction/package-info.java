/**
 * Whether a storage's transactions are all or nothing, one at a time, and seen by nobody before
 * they are committed.
 *
 * <p>What is written in them, log by log, is in {@link dev.couchgrass.conformance.operation}.
 */
@NullMarked
package dev.couchgrass.conformance.transaction;

import org.jspecify.annotations.NullMarked;
