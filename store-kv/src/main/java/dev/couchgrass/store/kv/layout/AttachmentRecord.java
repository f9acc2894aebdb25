package dev.couchgrass.store.kv.layout;

import dev.couchgrass.store.attachment.AttachmentInfo;
import java.util.Base64;
import java.util.Optional;

/**
 * An attachment of a revision.
 *
 * @param blob the SHA-256 of the stored form, by which a {@link BlobRecord} is found: MD5, which
 *     the protocol shows, is not safe against whoever wants two files to be taken for one
 * @param md5 of the stored form
 * @param length of the decoded form, in bytes
 * @param storedLength of the stored form, in bytes
 * @param revisionPosition the generation in which it was attached
 */
public record AttachmentRecord(
    String name,
    String contentType,
    byte[] blob,
    byte[] md5,
    long length,
    long storedLength,
    Optional<String> encoding,
    long revisionPosition) {
  private static final String DIGEST_PREFIX = "md5-";

  static AttachmentRecord read(ByteReader in) {
    String name = in.text();
    String contentType = in.text();
    byte[] blob = in.bytes();
    byte[] md5 = in.bytes();
    long length = in.number();
    long storedLength = in.number();
    String encoding = in.text();
    return new AttachmentRecord(
        name,
        contentType,
        blob,
        md5,
        length,
        storedLength,
        encoding.isEmpty() ? Optional.empty() : Optional.of(encoding),
        in.number());
  }

  void write(ByteWriter out) {
    out.text(name)
        .text(contentType)
        .bytes(blob)
        .bytes(md5)
        .number(length)
        .number(storedLength)
        .text(encoding.orElse(""))
        .number(revisionPosition);
  }

  /** As CouchDB writes it. */
  public String digest() {
    return digest(md5);
  }

  /** An MD5 as CouchDB writes it. */
  public static String digest(byte[] md5) {
    return DIGEST_PREFIX + Base64.getEncoder().encodeToString(md5);
  }

  public AttachmentInfo info() {
    return new AttachmentInfo(
        name, contentType, digest(), length, revisionPosition, encoding, storedLength);
  }
}
