/**
 * Bodies of several parts: documents that arrive and leave together with their attachments.
 *
 * <p>{@link dev.couchgrass.server.multipart.MultipartReader} takes a request apart as it streams
 * in; nothing but the first part, the document, is ever held in memory as a whole.
 */
@NullMarked
package dev.couchgrass.server.multipart;

import org.jspecify.annotations.NullMarked;
