/** JMH benchmarks of documents on the heap, used as a library. */
@NullMarked
package dev.couchgrass.bench.store;

import org.jspecify.annotations.NullMarked;
