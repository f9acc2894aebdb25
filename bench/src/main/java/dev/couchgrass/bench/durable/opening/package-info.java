/** How long a durable store takes to open, and how much of the disk it takes. */
@NullMarked
package dev.couchgrass.bench.durable.opening;

import org.jspecify.annotations.NullMarked;
