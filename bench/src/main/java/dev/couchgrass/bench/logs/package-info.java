/** Benchmarks of signed logs. */
@NullMarked
package dev.couchgrass.bench.logs;

import org.jspecify.annotations.NullMarked;
