package dev.couchgrass.store.kv.blob;

import dev.couchgrass.core.document.AttachmentEncoding;
import dev.couchgrass.core.document.GzipEncoder;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an attachment as they arrive into its stored form: checked, counted, hashed
 * and, where CouchDB would, compressed. For one thread at a time.
 */
final class Intake {
  private static final String GZIP = "gzip";

  private final StageOptions options;
  private final MessageDigest received = Hashes.md5();
  private final MessageDigest md5 = Hashes.md5();
  private final MessageDigest sha256 = Hashes.sha256();
  private final @Nullable GzipEncoder encoder;
  private final boolean arrivesEncoded;
  private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
  private long receivedLength;
  private long storedLength;

  Intake(StageOptions options) {
    this.options = options;
    this.arrivesEncoded = options.encoding().isPresent();
    boolean compress =
        !arrivesEncoded && AttachmentEncoding.of(options.contentType()) == AttachmentEncoding.GZIP;
    this.encoder = compress ? new GzipEncoder() : null;
    if (arrivesEncoded && !options.encoding().get().equals(GZIP)) {
      throw new StoreException(
          ErrorCode.BAD_REQUEST, "Unknown attachment encoding: ", options.encoding().get());
    }
  }

  /** Takes in bytes as they arrived. */
  void add(byte[] bytes) {
    receivedLength += bytes.length;
    if (receivedLength > options.maxLength()) {
      throw tooLarge();
    }
    if (options.length().isPresent() && receivedLength > options.length().getAsLong()) {
      throw wrongLength();
    }
    received.update(bytes);
    store(encoder == null ? bytes : encoder.update(bytes, 0, bytes.length));
  }

  /** Ends the attachment and checks what was promised of it. */
  void finish() {
    if (encoder != null) {
      store(encoder.finish());
      encoder.close();
    }
    if (options.length().isPresent() && receivedLength != options.length().getAsLong()) {
      throw wrongLength();
    }
    String digest = Hashes.written(received.digest());
    if (options.digest().isPresent() && !options.digest().get().equals(digest)) {
      throw new StoreException(ErrorCode.ATTACHMENT_MISMATCH, "Possible message corruption.");
    }
  }

  /** Frees what compression holds, if the attachment ends before its time. */
  void abandon() {
    if (encoder != null) {
      encoder.close();
    }
  }

  private void store(byte[] bytes) {
    md5.update(bytes);
    sha256.update(bytes);
    storedLength += bytes.length;
    stored.writeBytes(bytes);
  }

  /** How many stored bytes were not taken away yet. */
  int waiting() {
    return stored.size();
  }

  /** Takes away what is stored so far. */
  byte[] takeStored() {
    byte[] bytes = stored.toByteArray();
    stored.reset();
    return bytes;
  }

  /** Puts back the end of what was taken away. */
  void putBack(byte[] bytes, int from) {
    stored.write(bytes, from, bytes.length - from);
  }

  /** How many bytes arrived: the decoded form's length, unless they {@link #arrivedEncoded}. */
  long receivedLength() {
    return receivedLength;
  }

  /** Whether the bytes came compressed and are kept so. */
  boolean arrivedEncoded() {
    return arrivesEncoded;
  }

  long storedLength() {
    return storedLength;
  }

  byte[] md5() {
    return md5.digest();
  }

  byte[] sha256() {
    return sha256.digest();
  }

  Optional<String> encoding() {
    return encoder != null || arrivesEncoded ? Optional.of(GZIP) : Optional.empty();
  }

  static StoreException tooLarge() {
    return new StoreException(ErrorCode.ATTACHMENT_TOO_LARGE, "The attachment is too large");
  }

  private static StoreException wrongLength() {
    return new StoreException(
        ErrorCode.BAD_REQUEST, "The attachment has another length than was declared");
  }
}
