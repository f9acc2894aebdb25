package dev.couchgrass.server.multipart;

import dev.couchgrass.server.attachment.Contents;
import dev.couchgrass.server.attachment.ServedType;
import dev.couchgrass.server.document.Reading;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.server.json.AttachmentForms;
import dev.couchgrass.server.json.DocumentJson;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.AttachmentOptions.Form;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A document and, as parts after it, the attachments that are wanted, as they are stored. Without
 * any, the document alone.
 */
final class RelatedDocument {
  private static final String JSON_PART = "\r\nContent-Type: application/json\r\n\r\n";

  private final DocumentStore store;
  private final StoredDocument document;
  private final List<AttachmentInfo> following;
  private final byte[] json;
  private final String boundary;

  RelatedDocument(DocumentStore store, StoredDocument document, Reading reading, String boundary) {
    this.store = store;
    this.document = document;
    this.boundary = boundary;
    this.following = reading.attachments().of(document);
    Set<String> names =
        following.stream().map(AttachmentInfo::name).collect(Collectors.toUnmodifiableSet());
    AttachmentForms forms = AttachmentForms.STUBS.withEncodingInfo(true).withFollowing(names);
    this.json = DocumentJson.bytes(reading.trim(document), forms);
  }

  String contentType() {
    return following.isEmpty()
        ? "application/json"
        : "multipart/related; boundary=\"" + boundary + '"';
  }

  /** The headers of the part that this becomes in a bulk read's answer. */
  String bulkHeaders() {
    return following.isEmpty()
        ? JSON_PART
        : "\r\nX-Doc-Id: "
            + onOneLine(document.id().value())
            + "\r\nX-Rev-Id: "
            + document.revision()
            + "\r\nContent-Type: multipart/related; boundary="
            + boundary
            + "\r\n\r\n";
  }

  /** In bytes, of all that {@link #write} writes. */
  long length() {
    if (following.isEmpty()) {
      return json.length;
    }
    long length = head().length() + (long) json.length + separator().length() + "--".length();
    for (AttachmentInfo attachment : following) {
      length += headers(attachment).getBytes(StandardCharsets.UTF_8).length;
      length += attachment.storedLength() + separator().length();
    }
    return length;
  }

  Future<Void> write(ResponseSink sink) {
    if (following.isEmpty()) {
      return sink.write(Buffer.buffer(json));
    }
    return sink.write(Buffer.buffer(head()).appendBytes(json).appendString(separator()))
        .compose(written -> Repeat.each(following, attachment -> write(sink, attachment)))
        .compose(written -> sink.write(Buffer.buffer("--")));
  }

  private String head() {
    return "--" + boundary + JSON_PART;
  }

  private String separator() {
    return "\r\n--" + boundary;
  }

  private static String headers(AttachmentInfo attachment) {
    StringBuilder headers = new StringBuilder();
    headers.append("\r\nContent-Disposition: attachment; filename=\"");
    headers.append(quotable(attachment.name())).append('"');
    headers.append("\r\nContent-Type: ").append(ServedType.of(attachment.contentType()).value());
    headers.append("\r\nContent-Length: ").append(attachment.storedLength());
    attachment
        .encoding()
        .ifPresent(encoding -> headers.append("\r\nContent-Encoding: ").append(encoding));
    return headers.append("\r\n\r\n").toString();
  }

  private static String quotable(String name) {
    return onOneLine(name.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  /** Control characters would end the header: they are percent-encoded. */
  private static String onOneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        line.append(String.format("%%%02X", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  private Future<Void> write(ResponseSink sink, AttachmentInfo attachment) {
    AttachmentOptions options =
        AttachmentOptions.DEFAULTS.withRevision(document.revision()).withForm(Form.STORED);
    return sink.write(Buffer.buffer(headers(attachment)))
        .compose(written -> store.attachment(document.id(), attachment.name(), options))
        .compose(
            found ->
                Contents.send(
                    found.orElseThrow(() -> HttpFailure.notFound("Document is missing attachment")),
                    sink))
        .compose(sent -> sink.write(Buffer.buffer(separator())));
  }
}
