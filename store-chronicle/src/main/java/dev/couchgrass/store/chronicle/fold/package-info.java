/** How recent changes become part of the tree, and what older trees needed is given back. */
@NullMarked
package dev.couchgrass.store.chronicle.fold;

import org.jspecify.annotations.NullMarked;
