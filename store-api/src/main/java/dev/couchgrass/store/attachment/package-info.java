/**
 * Attachments: files that belong to a document, streamed in and out.
 *
 * <p>Writing one takes two steps: its bytes are {@linkplain
 * dev.couchgrass.store.DocumentStore#stage staged}, then an edit names the staged bytes. Whoever
 * staged them releases what no edit has named: see {@link
 * dev.couchgrass.store.attachment.StagedAttachment}.
 */
@NullMarked
package dev.couchgrass.store.attachment;

import org.jspecify.annotations.NullMarked;
