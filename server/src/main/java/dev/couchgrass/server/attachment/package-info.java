/**
 * Attachments over HTTP: streamed in and out by themselves, or written into documents as Base64.
 *
 * <p>Start with {@link dev.couchgrass.server.attachment.AttachmentEndpoints}.
 */
@NullMarked
package dev.couchgrass.server.attachment;

import org.jspecify.annotations.NullMarked;
