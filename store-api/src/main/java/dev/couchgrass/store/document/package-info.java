/**
 * Documents as a store takes them in and hands them out.
 *
 * <p>Start with {@link dev.couchgrass.store.document.DocumentEdit} and {@link
 * dev.couchgrass.store.document.StoredDocument}.
 */
@NullMarked
package dev.couchgrass.store.document;

import org.jspecify.annotations.NullMarked;
