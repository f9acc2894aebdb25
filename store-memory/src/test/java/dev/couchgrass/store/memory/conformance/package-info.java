/** How every document store behaves, written against the store's interfaces alone. */
@NullMarked
package dev.couchgrass.store.memory.conformance;

import org.jspecify.annotations.NullMarked;
