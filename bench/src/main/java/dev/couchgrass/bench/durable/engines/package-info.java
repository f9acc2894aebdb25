/** Engines as plain key-value stores, each doing the same work. */
@NullMarked
package dev.couchgrass.bench.durable.engines;

import org.jspecify.annotations.NullMarked;
