/** Pages as entries of a Chronicle Map, and the roots that name them. */
@NullMarked
package dev.couchgrass.store.chronicle.pages;

import org.jspecify.annotations.NullMarked;
