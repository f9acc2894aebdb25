/** Storages that earlier releases wrote, and that every later one must open. */
@NullMarked
package dev.couchgrass.store.chronicle.kept;

import org.jspecify.annotations.NullMarked;
