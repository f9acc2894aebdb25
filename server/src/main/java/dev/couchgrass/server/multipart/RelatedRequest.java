package dev.couchgrass.server.multipart;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.ParsedAttachment;
import dev.couchgrass.core.document.ParsedAttachment.Form;
import dev.couchgrass.core.document.ParsedDocument;
import dev.couchgrass.server.document.Draft;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a document whose attachments follow it in parts of their own. These are staged as they
 * come, each checked against the length and the digest that the document names.
 */
final class RelatedRequest {
  private final Exchange exchange;
  private final DocumentId id;
  private final Map<String, ParsedAttachment> awaited = new LinkedHashMap<>();
  private final Map<String, StagedAttachment> staged = new LinkedHashMap<>();

  RelatedRequest(Exchange exchange, DocumentId id) {
    this.exchange = exchange;
    this.id = id;
  }

  /** Completes once the body has ended. What was staged before a failure is released. */
  Future<Draft> read() {
    MediaType type = MediaType.parse(exchange.header("Content-Type").orElse(""));
    MultipartReader reader = new MultipartReader(exchange.stream(), type, MultipartLimits.DEFAULTS);
    return reader
        .next()
        .compose(part -> document(part.orElseThrow(RelatedRequest::noDocument)))
        .compose(
            document -> {
              expect(document);
              return Repeat.whileTrue(() -> reader.next().compose(this::take))
                  .map(complete -> Draft.of(id, document).withStaged(staged));
            })
        .recover(cause -> release().transform(released -> Future.failedFuture(cause)));
  }

  private static HttpFailure noDocument() {
    return HttpFailure.badRequest("The multipart body has no document");
  }

  private Future<ParsedDocument> document(MultipartPart part) {
    String type = part.headers().contentType().map(MediaType::value).orElse("");
    if (!type.equals("application/json")) {
      throw HttpFailure.unsupportedMediaType("Content-Type must be application/json");
    }
    return whole(part, exchange.options().limits().requestBytes())
        .compose(json -> Requests.parse(exchange, json, Requests.documents(exchange)::read));
  }

  private static Future<Buffer> whole(MultipartPart part, long maxBytes) {
    Promise<Buffer> promise = Promise.promise();
    Buffer whole = Buffer.buffer();
    part.exceptionHandler(promise::tryFail);
    part.endHandler(ignored -> promise.tryComplete(whole));
    part.handler(
        piece -> {
          if (whole.length() + (long) piece.length() > maxBytes) {
            promise.tryFail(HttpFailure.tooLarge("the request entity is too large"));
          } else {
            whole.appendBuffer(piece);
          }
        });
    part.resume();
    return promise.future();
  }

  private void expect(ParsedDocument document) {
    for (ParsedAttachment attachment : document.attachments()) {
      if (attachment.form() == Form.FOLLOWS) {
        awaited.put(attachment.name(), attachment);
      }
    }
  }

  private Future<Boolean> take(Optional<MultipartPart> part) {
    if (part.isEmpty()) {
      if (!awaited.isEmpty()) {
        throw HttpFailure.badRequest("The multipart body lacks attachments that should follow");
      }
      return Future.succeededFuture(false);
    }
    PartHeaders headers = part.get().headers();
    ParsedAttachment attachment = meant(headers);
    awaited.remove(attachment.name());
    return exchange
        .database()
        .stage(part.get(), options(attachment, headers))
        .map(
            content -> {
              staged.put(attachment.name(), content);
              return true;
            });
  }

  /** The attachment that a part names, or else the next one: order is all that CouchDB goes by. */
  private ParsedAttachment meant(PartHeaders headers) {
    return headers
        .fileName()
        .flatMap(name -> Optional.ofNullable(awaited.get(name)))
        .or(() -> awaited.values().stream().findFirst())
        .orElseThrow(
            () -> HttpFailure.badRequest("The multipart body has more parts than attachments"));
  }

  private StageOptions options(ParsedAttachment attachment, PartHeaders headers) {
    String inHeader = headers.field("content-encoding").orElse("").toLowerCase(Locale.ROOT);
    boolean gzip = attachment.encoding().orElse(inHeader).equals("gzip");
    StageOptions options =
        StageOptions.of(attachment.effectiveContentType())
            .withMaxLength(exchange.options().limits().attachmentBytes());
    if (gzip) {
      options = options.withEncoding("gzip");
    }
    OptionalLong length = gzip ? attachment.encodedLength() : attachment.length();
    if (length.isPresent()) {
      options = options.withLength(length.getAsLong());
    }
    Optional<String> digest = attachment.digest().filter(text -> text.startsWith("md5-"));
    return digest.isPresent() ? options.withDigest(digest.get()) : options;
  }

  /** One that can't be released does not keep the others. */
  private Future<Void> release() {
    Future<Void> done = Future.succeededFuture();
    for (StagedAttachment attachment : staged.values()) {
      done = done.eventually(attachment::release);
    }
    return done;
  }
}
