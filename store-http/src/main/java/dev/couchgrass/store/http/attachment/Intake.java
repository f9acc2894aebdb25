package dev.couchgrass.store.http.attachment;

import dev.couchgrass.core.document.AttachmentEncoding;
import dev.couchgrass.core.document.GzipEncoder;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Turns bytes as they arrive into those that are sent: checked, counted, hashed and, where the
 * server takes it so and would do it itself, compressed. Then the digest is known before the server
 * has them.
 */
final class Intake {
  static final String GZIP = "gzip";

  private final StageOptions options;
  private final MessageDigest received = Digests.md5();
  private final MessageDigest stored = Digests.md5();
  private final Optional<GzipEncoder> encoder;
  private long length;

  Intake(StageOptions options, boolean encodes) {
    this.options = options;
    if (options.encoding().isPresent()) {
      requireKnown(options.encoding().get(), encodes);
    }
    boolean compress =
        encodes
            && options.encoding().isEmpty()
            && AttachmentEncoding.of(options.contentType()) == AttachmentEncoding.GZIP;
    this.encoder = compress ? Optional.of(new GzipEncoder()) : Optional.empty();
  }

  private static void requireKnown(String encoding, boolean encodes) {
    if (!encoding.equals(GZIP)) {
      throw new StoreException(ErrorCode.BAD_REQUEST, "Unknown attachment encoding: ", encoding);
    }
    if (!encodes) {
      throw new StoreException(
          ErrorCode.NOT_SUPPORTED, "The server does not take encoded attachments");
    }
  }

  /** Takes in bytes; gives those to be sent. */
  byte[] add(byte[] bytes) {
    length += bytes.length;
    if (length > options.maxLength()) {
      throw tooLarge();
    }
    if (options.length().isPresent() && length > options.length().getAsLong()) {
      throw wrongLength();
    }
    received.update(bytes);
    return noted(encoder.isPresent() ? encoder.get().update(bytes, 0, bytes.length) : bytes);
  }

  /** Ends the bytes and checks what was promised of them; gives the last to be sent. */
  byte[] finish() {
    if (options.length().isPresent() && length != options.length().getAsLong()) {
      throw wrongLength();
    }
    String digest = Digests.written(received);
    if (options.digest().isPresent() && !options.digest().get().equals(digest)) {
      throw new StoreException(ErrorCode.ATTACHMENT_MISMATCH, "Possible message corruption.");
    }
    return noted(encoder.map(GzipEncoder::finish).orElse(new byte[0]));
  }

  private byte[] noted(byte[] bytes) {
    stored.update(bytes);
    return bytes;
  }

  /** Frees what compression holds. */
  void close() {
    encoder.ifPresent(GzipEncoder::close);
  }

  /** How many bytes arrived. */
  long length() {
    return length;
  }

  /** Of what is sent, once that is all. */
  String storedDigest() {
    return Digests.written(stored);
  }

  /** How what is sent is encoded. */
  Optional<String> encoding() {
    return encoder.map(gzip -> GZIP).or(options::encoding);
  }

  static StoreException tooLarge() {
    return new StoreException(ErrorCode.ATTACHMENT_TOO_LARGE, "The attachment is too large");
  }

  private static StoreException wrongLength() {
    return new StoreException(
        ErrorCode.BAD_REQUEST, "The attachment has another length than was declared");
  }
}
