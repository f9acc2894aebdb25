/**
 * Tables of which store proved which rules, made of what runs of the suites recorded.
 *
 * <p>Start with {@link dev.couchgrass.conformance.matrix.MatrixPages}.
 */
@NullMarked
package dev.couchgrass.conformance.matrix;

import org.jspecify.annotations.NullMarked;
