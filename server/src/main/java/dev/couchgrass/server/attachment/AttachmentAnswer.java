package dev.couchgrass.server.attachment;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.AttachmentOptions.Form;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sends an attachment: whole or a range of it, in the form that is stored if the client takes that.
 */
final class AttachmentAnswer {
  private final Exchange exchange;
  private final DocumentId id;
  private final String name;
  private final AttachmentOptions options;

  AttachmentAnswer(Exchange exchange, DocumentId id, String name, Optional<RevisionId> revision) {
    this.exchange = exchange;
    this.id = id;
    this.name = name;
    Form form = acceptsGzip(exchange) ? Form.STORED : Form.DECODED;
    AttachmentOptions whole = AttachmentOptions.DEFAULTS.withForm(form);
    this.options = revision.map(whole::withRevision).orElse(whole);
  }

  private static boolean acceptsGzip(Exchange exchange) {
    for (String coding : exchange.header("Accept-Encoding").orElse("").split(",", -1)) {
      String[] parts = coding.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", 2);
      boolean gzip = parts[0].equals("gzip") || parts[0].equals("x-gzip");
      if (gzip && (parts.length == 1 || !parts[1].matches("q=0(\\.0*)?"))) {
        return true;
      }
    }
    return false;
  }

  Future<Void> send() {
    return open(options)
        .compose(
            content ->
                answer(content)
                    // Closed again where it was read to the end: that does nothing.
                    .eventually(content::close));
  }

  private Future<AttachmentContent> open(AttachmentOptions part) {
    return exchange
        .database()
        .attachment(id, name, part)
        .compose(found -> found.map(Future::succeededFuture).orElseGet(this::missing));
  }

  /** Finds out what it is that is not there. */
  private Future<AttachmentContent> missing() {
    GetOptions any = GetOptions.DEFAULTS.withTombstone(true);
    return exchange
        .database()
        .get(id, options.revision().map(any::withRevision).orElse(any))
        .map(
            found -> {
              throw HttpFailure.notFound(found.map(this::lacks).orElse("missing"));
            });
  }

  private String lacks(StoredDocument document) {
    boolean hidden = document.deleted() && options.revision().isEmpty();
    return hidden ? "deleted" : "Document is missing attachment";
  }

  private Future<Void> answer(AttachmentContent content) {
    AttachmentInfo info = content.info();
    String tag = '"' + md5(info) + '"';
    exchange.respondWith("ETag", tag);
    if (exchange.knows(tag)) {
      return exchange.empty(304);
    }
    boolean plain = info.encoding().isEmpty();
    exchange.respondWith("Accept-Ranges", plain ? "bytes" : "none");
    ServedType type = ServedType.of(info.contentType());
    exchange.respondWith("Content-Security-Policy", "sandbox");
    if (type.active()) {
      exchange.respondWith("Content-Disposition", "attachment");
    }
    Optional<ByteRange> range = plain ? range(info, tag) : Optional.empty();
    return range.isPresent()
        ? part(info, type, range.get())
        : whole(content, type, options.form() == Form.STORED);
  }

  private static String md5(AttachmentInfo info) {
    return info.digest().substring(info.digest().indexOf('-') + 1);
  }

  private Optional<ByteRange> range(AttachmentInfo info, String tag) {
    // A client that has a part of something else must not be sent a part of this.
    boolean fresh = exchange.header("If-Range").map(tag::equals).orElse(true);
    return fresh
        ? exchange.header("Range").flatMap(text -> ByteRange.parse(text, info.length()))
        : Optional.empty();
  }

  private Future<Void> whole(AttachmentContent content, ServedType type, boolean stored) {
    AttachmentInfo info = content.info();
    if (stored && info.encoding().isPresent()) {
      exchange.respondWith("Content-Encoding", info.encoding().get());
    }
    if (stored || info.encoding().isEmpty()) {
      exchange.respondWith("Content-MD5", md5(info));
    }
    exchange.respondWith("Vary", "Accept-Encoding");
    long length = stored ? info.storedLength() : info.length();
    return pump(content, exchange.sized(200, type.value(), length));
  }

  private Future<Void> part(AttachmentInfo info, ServedType type, ByteRange range) {
    if (!range.satisfiable()) {
      throw new HttpFailure(
          416,
          "requested_range_not_satisfiable",
          "Requested range not satisfiable",
          Map.of("Content-Range", "bytes */" + info.length()));
    }
    return open(options.withRange(range.from(), range.to() + 1))
        .compose(
            content -> {
              exchange.respondWith(
                  "Content-Range",
                  "bytes " + range.from() + '-' + range.to() + '/' + info.length());
              ResponseSink sink = exchange.sized(206, type.value(), range.length());
              return pump(content, sink);
            });
  }

  private Future<Void> pump(AttachmentContent content, ResponseSink sink) {
    Future<Void> sent = exchange.head() ? content.close() : Contents.send(content, sink);
    return sent.compose(done -> sink.end());
  }
}
