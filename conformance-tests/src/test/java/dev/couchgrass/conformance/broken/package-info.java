/**
 * Adapters that are wrong on purpose, each in one point, and the proof that the suites refute them:
 * a suite that passes everything proves nothing.
 *
 * <p>Start with {@link dev.couchgrass.conformance.broken.BrokenAdaptersTest}.
 */
@NullMarked
package dev.couchgrass.conformance.broken;

import org.jspecify.annotations.NullMarked;
