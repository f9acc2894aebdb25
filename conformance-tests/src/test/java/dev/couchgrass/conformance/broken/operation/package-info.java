/** Stores of signed logs, and transactions, that are wrong on purpose, and where they stand. */
@NullMarked
package dev.couchgrass.conformance.broken.operation;

import org.jspecify.annotations.NullMarked;
