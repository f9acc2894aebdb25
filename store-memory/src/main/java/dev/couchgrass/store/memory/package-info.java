/** Databases on the heap. */
@NullMarked
package dev.couchgrass.store.memory;

import org.jspecify.annotations.NullMarked;
