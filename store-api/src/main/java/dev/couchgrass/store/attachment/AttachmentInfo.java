package dev.couchgrass.store.attachment;

import java.util.Optional;

/**
 * What is known of an attachment without its bytes.
 *
 * @param contentType its media type
 * @param digest of the stored form, as CouchDB writes it: {@code md5-} and Base64
 * @param length in bytes, as the client sees it
 * @param revisionPosition the generation in which it was attached: CouchDB's {@code revpos}
 * @param encoding how the stored form is encoded ({@code gzip}), if it is
 * @param storedLength the stored form's length in bytes; equal to {@code length} without encoding
 */
public record AttachmentInfo(
    String name,
    String contentType,
    String digest,
    long length,
    long revisionPosition,
    Optional<String> encoding,
    long storedLength) {}
