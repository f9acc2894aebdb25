/** Engines that watch, wait, or fail, for tests of what stands on an engine. */
@NullMarked
package dev.couchgrass.conformance.instrument;

import org.jspecify.annotations.NullMarked;
