/**
 * JSON as bytes: read once, kept as it arrived, never rebuilt from a tree.
 *
 * <pre>{@code
 * JsonBody body = JsonBody.parse("{ \"a\": 1.0 }");
 * body.toString(); // {"a":1.0}
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.core.json.JsonBody}. {@link
 * dev.couchgrass.core.json.JsonReader} reads a text value by value.
 *
 * <p>The reader is our own, not a library's: it must give the exact bytes of each token, and be
 * exactly as strict as CouchDB's about UTF-8 and surrogates, or replicas of the two disagree.
 */
@NullMarked
package dev.couchgrass.core.json;

import org.jspecify.annotations.NullMarked;
