/** What happened to a database, in order, once or as it happens. */
@NullMarked
package dev.couchgrass.store.changes;

import org.jspecify.annotations.NullMarked;
