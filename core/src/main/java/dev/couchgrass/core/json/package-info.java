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
 * <p>Jackson finds the tokens and their values. Ours is what it lacks: the exact bytes of each
 * token, and being as strict as CouchDB about UTF-8 and surrogates, or replicas of the two
 * disagree.
 */
@NullMarked
package dev.couchgrass.core.json;

import org.jspecify.annotations.NullMarked;
