/** How a replication goes. */
@NullMarked
package dev.couchgrass.sync.options;

import org.jspecify.annotations.NullMarked;
