/** Replication: between stores of every kind, and what it costs. Start with {@link Sync}. */
@NullMarked
package dev.couchgrass.bench.sync;

import org.jspecify.annotations.NullMarked;
