/** Reading documents, listings and changes. */
@NullMarked
package dev.couchgrass.store.http.read;

import org.jspecify.annotations.NullMarked;
