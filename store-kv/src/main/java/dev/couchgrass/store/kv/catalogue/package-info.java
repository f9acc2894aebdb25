/** Which databases a storage keeps, and what is left of deleted ones. */
@NullMarked
package dev.couchgrass.store.kv.catalogue;

import org.jspecify.annotations.NullMarked;
