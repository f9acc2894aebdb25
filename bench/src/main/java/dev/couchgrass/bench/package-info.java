/**
 * How fast it is.
 *
 * <p>{@code bin/bench} runs everything and prints tables; see {@code docs/benchmarks.md}.
 */
@NullMarked
package dev.couchgrass.bench;

import org.jspecify.annotations.NullMarked;
