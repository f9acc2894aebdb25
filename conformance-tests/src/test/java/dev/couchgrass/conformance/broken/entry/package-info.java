/** Stores of entries that are wrong in one point each. */
@NullMarked
package dev.couchgrass.conformance.broken.entry;

import org.jspecify.annotations.NullMarked;
