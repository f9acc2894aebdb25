/**
 * Documents as they arrive and as they are named, with CouchDB's validation rules.
 *
 * <p>Start with {@link dev.couchgrass.core.document.DocumentId}.
 */
@NullMarked
package dev.couchgrass.core.document;

import org.jspecify.annotations.NullMarked;
