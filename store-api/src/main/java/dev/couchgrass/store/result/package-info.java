/** Long results, taken in pieces, and the moments that they are of. */
@NullMarked
package dev.couchgrass.store.result;

import org.jspecify.annotations.NullMarked;
