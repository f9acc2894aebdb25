/** Entries in pages, as peers send them to each other. */
@NullMarked
package dev.couchgrass.instance.sync.paging;

import org.jspecify.annotations.NullMarked;
