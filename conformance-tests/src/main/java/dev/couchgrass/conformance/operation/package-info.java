/**
 * Whether stores of signed logs, and of what stands beside them, keep their rules: for each store
 * tests of its rules, and random scripts on it and its model.
 *
 * <p>All is written in transactions, many of which stay open while tests look at them: see {@link
 * dev.couchgrass.conformance.operation.OpenTransaction}.
 */
@NullMarked
package dev.couchgrass.conformance.operation;

import org.jspecify.annotations.NullMarked;
