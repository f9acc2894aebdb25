/** What the durable store does, beside raw limits of the disk and beside other engines. */
@NullMarked
package dev.couchgrass.bench.durable;

import org.jspecify.annotations.NullMarked;
