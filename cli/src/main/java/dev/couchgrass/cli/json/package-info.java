/**
 * JSON objects taken out of streams as the bytes that they came in.
 *
 * <p>Nothing here turns a value into a Java object and back: numbers, escapes and the order of
 * members stay as they are. Start with {@link dev.couchgrass.cli.json.ObjectStream}.
 */
@NullMarked
package dev.couchgrass.cli.json;

import org.jspecify.annotations.NullMarked;
