/** Document databases and the places that keep them. */
@NullMarked
package dev.couchgrass.store;

import org.jspecify.annotations.NullMarked;
