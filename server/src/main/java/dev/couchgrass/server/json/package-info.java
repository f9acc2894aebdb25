/**
 * Answers as JSON bytes, spliced together from the bytes that stores keep: no tree is built.
 *
 * <pre>{@code
 * JsonWriter out = new JsonWriter();
 * DocumentJson.write(out, document, AttachmentForms.STUBS);
 * byte[] json = out.toByteArray();
 * }</pre>
 *
 * <p>Members come in CouchDB's own order, so that answers can be compared byte by byte.
 */
@NullMarked
package dev.couchgrass.server.json;

import org.jspecify.annotations.NullMarked;
