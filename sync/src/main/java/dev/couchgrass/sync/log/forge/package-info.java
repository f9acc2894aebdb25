/** Writes one's own operations. */
@NullMarked
package dev.couchgrass.sync.log.forge;

import org.jspecify.annotations.NullMarked;
