/** Benchmarks. */
@NullMarked
package dev.couchgrass.bench;

import org.jspecify.annotations.NullMarked;
