/** A copy-on-write B+tree of bytes over pages that never change. */
@NullMarked
package dev.couchgrass.store.chronicle.tree;

import org.jspecify.annotations.NullMarked;
