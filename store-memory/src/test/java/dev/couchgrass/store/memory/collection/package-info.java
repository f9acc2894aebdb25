/** Collections over the memory store. */
@NullMarked
package dev.couchgrass.store.memory.collection;

import org.jspecify.annotations.NullMarked;
