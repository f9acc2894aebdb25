/** Engines that watch, wait, or fail, for tests of what stands on an engine. */
@NullMarked
package dev.couchgrass.store.memory.conformance.engines;

import org.jspecify.annotations.NullMarked;
