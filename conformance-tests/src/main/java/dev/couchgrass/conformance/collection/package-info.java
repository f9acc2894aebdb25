/** How collections behave over every storage. */
@NullMarked
package dev.couchgrass.conformance.collection;

import org.jspecify.annotations.NullMarked;
