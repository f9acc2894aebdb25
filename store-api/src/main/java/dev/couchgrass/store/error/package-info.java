/** How stores fail: a closed set of codes, each with CouchDB's word and HTTP status. */
@NullMarked
package dev.couchgrass.store.error;

import org.jspecify.annotations.NullMarked;
