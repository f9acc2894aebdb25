/** Timers that do not end with whoever happened to set them. */
@NullMarked
package dev.couchgrass.instance.timer;

import org.jspecify.annotations.NullMarked;
