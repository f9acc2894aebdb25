package dev.couchgrass.store.attachment;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How attachment bytes come in.
 *
 * @param contentType decides whether the store compresses, as CouchDB does
 * @param encoding {@code gzip} if the bytes arrive compressed and are to be kept so
 * @param length how many bytes must arrive; if more or fewer do, staging fails with {@code
 *     BAD_REQUEST}
 * @param digest {@code md5-} and Base64 of the bytes that must arrive; if others do, staging fails
 *     with {@code ATTACHMENT_MISMATCH}
 * @param maxLength the most bytes accepted; if more arrive, staging fails with {@code
 *     ATTACHMENT_TOO_LARGE}
 */
public record StageOptions(
    String contentType,
    Optional<String> encoding,
    OptionalLong length,
    Optional<String> digest,
    long maxLength) {
  /** CouchDB's default for {@code max_attachment_size}: 1 GiB. */
  public static final long DEFAULT_MAX_LENGTH = 1L << 30;

  public StageOptions {
    Objects.requireNonNull(contentType);
    if (maxLength < 0) {
      throw new IllegalArgumentException("maxLength must not be negative");
    }
  }

  public static StageOptions of(String contentType) {
    return new StageOptions(
        contentType, Optional.empty(), OptionalLong.empty(), Optional.empty(), DEFAULT_MAX_LENGTH);
  }

  public StageOptions withEncoding(String encoding) {
    return new StageOptions(contentType, Optional.of(encoding), length, digest, maxLength);
  }

  public StageOptions withLength(long length) {
    return new StageOptions(contentType, encoding, OptionalLong.of(length), digest, maxLength);
  }

  public StageOptions withDigest(String digest) {
    return new StageOptions(contentType, encoding, length, Optional.of(digest), maxLength);
  }

  public StageOptions withMaxLength(long maxLength) {
    return new StageOptions(contentType, encoding, length, digest, maxLength);
  }
}
