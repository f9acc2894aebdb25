/**
 * Selectors: which documents somebody wants, in CouchDB's language for it, Mango.
 *
 * <pre>{@code
 * Selector large = Selector.parse("{\"country\":\"Norway\",\"people\":{\"$gt\":100000}}");
 * large.matches(document);
 * store.changes(ChangesOptions.DEFAULTS.withFilter(large.filter()));
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.query.Selector}.
 */
@NullMarked
package dev.couchgrass.query;

import org.jspecify.annotations.NullMarked;
