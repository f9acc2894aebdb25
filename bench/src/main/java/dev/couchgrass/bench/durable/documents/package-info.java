/** Documents in memory and on disk, in turns in one process. */
@NullMarked
package dev.couchgrass.bench.durable.documents;

import org.jspecify.annotations.NullMarked;
