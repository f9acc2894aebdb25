package dev.couchgrass.store.http.json;

import dev.couchgrass.core.document.ParsedAttachment;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.store.attachment.AttachmentInfo;
import java.util.Optional;
import java.util.OptionalLong;

/** What a document's {@code _attachments} tell of one of them. */
final class AttachmentJson {
  private Optional<String> contentType = Optional.empty();
  private Optional<String> digest = Optional.empty();
  private Optional<String> encoding = Optional.empty();
  private OptionalLong length = OptionalLong.empty();
  private OptionalLong encodedLength = OptionalLong.empty();
  private OptionalLong position = OptionalLong.empty();

  private AttachmentJson() {}

  /** Reads the stub at which the reader stands. */
  static AttachmentInfo read(String name, JsonReader reader) {
    AttachmentJson stub = new AttachmentJson();
    reader.enterObject();
    while (reader.nextMember()) {
      stub.member(reader);
    }
    long length = Read.require(stub.length, "an attachment's length");
    return new AttachmentInfo(
        name,
        stub.contentType.orElse(ParsedAttachment.DEFAULT_CONTENT_TYPE),
        Read.require(stub.digest, "an attachment's digest"),
        length,
        Read.require(stub.position, "an attachment's revpos"),
        stub.encoding.filter(coding -> !coding.equals("identity")),
        stub.encodedLength.orElse(length));
  }

  private void member(JsonReader reader) {
    switch (reader.name()) {
      case "content_type" -> contentType = Read.text(reader);
      case "digest" -> digest = Read.text(reader);
      case "encoding" -> encoding = Read.text(reader);
      case "length" -> length = Read.count(reader);
      case "encoded_length" -> encodedLength = Read.count(reader);
      case "revpos" -> position = Read.count(reader);
      default -> reader.skip();
    }
  }
}
