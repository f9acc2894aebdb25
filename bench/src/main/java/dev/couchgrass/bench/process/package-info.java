/** Benchmarks in processes of their own, with the heap that they are measured with. */
@NullMarked
package dev.couchgrass.bench.process;

import org.jspecify.annotations.NullMarked;
