/** What all of core shares: how it refuses input. */
@NullMarked
package dev.couchgrass.core;

import org.jspecify.annotations.NullMarked;
