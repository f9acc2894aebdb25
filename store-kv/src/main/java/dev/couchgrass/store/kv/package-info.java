/** Document databases over any ordered byte map. */
@NullMarked
package dev.couchgrass.store.kv;

import org.jspecify.annotations.NullMarked;
