/**
 * DAG-CBOR in its one canonical form: what is signed and hashed has no second spelling.
 *
 * <pre>{@code
 * CborReader reader = new CborReader(bytes, 8);
 * reader.enterMap();
 * while (reader.nextMember()) {
 *   switch (reader.name()) {
 *     case "parent" -> parent = reader.readLink();
 *     default -> reader.skip();
 *   }
 * }
 * reader.finish();
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.core.cbor.CborReader}.
 */
@NullMarked
package dev.couchgrass.core.cbor;

import org.jspecify.annotations.NullMarked;
