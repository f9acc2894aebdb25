/**
 * {@code /db/doc}: reading and writing one document, and the one way by which every document gets
 * into a database.
 *
 * <p>Start with {@link dev.couchgrass.server.document.DocumentEndpoints}; whoever writes documents
 * from elsewhere makes {@link dev.couchgrass.server.document.Draft}s and hands them to {@link
 * dev.couchgrass.server.document.DocumentWriter}.
 */
@NullMarked
package dev.couchgrass.server.document;

import org.jspecify.annotations.NullMarked;
