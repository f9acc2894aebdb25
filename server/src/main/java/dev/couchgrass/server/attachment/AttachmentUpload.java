package dev.couchgrass.server.attachment;

import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;

/** Takes in an attachment that is a request's body. */
record AttachmentUpload(String contentType, StageOptions options) {
  private static final String DEFAULT_TYPE = "application/octet-stream";

  /** Reads the headers. */
  static AttachmentUpload of(Exchange exchange) {
    String type = exchange.header("Content-Type").orElse(DEFAULT_TYPE);
    long most = exchange.options().limits().attachmentBytes();
    StageOptions options = StageOptions.of(type).withMaxLength(most);
    if (encoding(exchange).equals("gzip")) {
      options = options.withEncoding("gzip");
    }
    Optional<String> length = exchange.header("Content-Length");
    if (length.isPresent()) {
      options = options.withLength(length(length.get(), most));
    }
    Optional<String> digest = exchange.header("Content-MD5");
    if (digest.isPresent()) {
      options = options.withDigest("md5-" + digest.get().strip());
    }
    return new AttachmentUpload(type, options);
  }

  private static String encoding(Exchange exchange) {
    String given =
        exchange.header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
    if (!given.equals("gzip") && !given.equals("identity")) {
      throw HttpFailure.unsupportedMediaType(
          "Only gzip and identity content-encodings are supported");
    }
    return given;
  }

  private static long length(String given, long most) {
    long length;
    try {
      length = Long.parseLong(given.strip());
    } catch (NumberFormatException e) {
      throw HttpFailure.badRequest("Content-Length must be a number");
    }
    if (length > most) {
      throw new StoreException(ErrorCode.ATTACHMENT_TOO_LARGE, "The attachment is too large");
    }
    return length;
  }

  Future<StagedAttachment> stage(Exchange exchange) {
    return exchange.database().stage(exchange.stream(), options);
  }
}
