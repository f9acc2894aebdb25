/** What benchmarks count with: time, syncs, disk space, and the records that they write. */
@NullMarked
package dev.couchgrass.bench.measure;

import org.jspecify.annotations.NullMarked;
