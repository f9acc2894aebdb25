/**
 * Random sequences of steps that print as the Java that repeats them, and those that failed once
 * and are tried again first.
 *
 * <p>Start with {@link dev.couchgrass.conformance.script.Script}.
 */
@NullMarked
package dev.couchgrass.conformance.script;

import org.jspecify.annotations.NullMarked;
