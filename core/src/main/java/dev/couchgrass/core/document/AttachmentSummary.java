package dev.couchgrass.core.document;

/**
 * What of an attachment goes into a revision's hash.
 *
 * @param md5 of the stored form, which {@link AttachmentEncoding} decides; not copied
 */
public record AttachmentSummary(String name, String contentType, byte[] md5) {}
