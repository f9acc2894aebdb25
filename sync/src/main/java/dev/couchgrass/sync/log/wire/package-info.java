/** The messages of log sync, and their bytes. */
@NullMarked
package dev.couchgrass.sync.log.wire;

import org.jspecify.annotations.NullMarked;
