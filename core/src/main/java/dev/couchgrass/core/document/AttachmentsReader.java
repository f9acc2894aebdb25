package dev.couchgrass.core.document;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.document.ParsedAttachment.Form;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.json.JsonSlice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code _attachments}. */
final class AttachmentsReader {
  private static final Set<String> ENCODINGS = Set.of("gzip", "identity");
  private static final byte[] NONE = new byte[0];

  private final String name;
  private Optional<String> contentType = Optional.empty();
  private Optional<String> digest = Optional.empty();
  private Optional<String> encoding = Optional.empty();
  private OptionalLong length = OptionalLong.empty();
  private OptionalLong encodedLength = OptionalLong.empty();
  private OptionalLong revpos = OptionalLong.empty();
  private Optional<JsonSlice> data = Optional.empty();
  private boolean stub;
  private boolean follows;

  private AttachmentsReader(String name) {
    this.name = name;
  }

  /** Reads them all, in their order; of equal names the last one counts. */
  static List<ParsedAttachment> read(JsonReader value) {
    if (value.peek() != Kind.OBJECT) {
      throw SpecialMembers.bad("_attachments");
    }
    Map<String, JsonSlice> slices = new LinkedHashMap<>();
    value.enterObject();
    while (value.nextMember()) {
      String name = value.name();
      slices.remove(name);
      slices.put(name, value.slice());
    }
    List<ParsedAttachment> attachments = new ArrayList<>(slices.size());
    slices.forEach((name, slice) -> attachments.add(slice.read(new AttachmentsReader(name)::one)));
    return attachments;
  }

  private ParsedAttachment one(JsonReader value) {
    if (name.startsWith("_")) {
      throw bad("Attachment name '", name + "' starts with prohibited character '_'");
    }
    if (value.peek() != Kind.OBJECT) {
      throw SpecialMembers.bad("_attachments");
    }
    value.enterObject();
    while (value.nextMember()) {
      member(value);
    }
    Form form = stub ? Form.STUB : follows ? Form.FOLLOWS : Form.INLINE;
    return new ParsedAttachment(
        name,
        contentType,
        form,
        form == Form.INLINE ? data() : NONE,
        digest,
        length,
        encodedLength,
        revpos,
        encoding);
  }

  private void member(JsonReader value) {
    switch (value.name()) {
      case "content_type" -> contentType = string(value, "Invalid attachment content type for ");
      case "digest" -> digest = string(value, "Invalid attachment digest for ");
      case "encoding" -> encoding = encoding(value);
      case "length" -> length = count(value, "Invalid attachment length for ");
      case "encoded_length" -> encodedLength = count(value, "Invalid attachment length for ");
      case "revpos" -> revpos = count(value, "Invalid attachment revpos for ");
      case "stub" -> stub = isTrue(value);
      case "follows" -> follows = isTrue(value);
      case "data" -> data = Optional.of(value.slice());
      default -> value.skip();
    }
  }

  private static boolean isTrue(JsonReader value) {
    boolean result = value.peek() == Kind.TRUE;
    value.skip();
    return result;
  }

  private Optional<String> string(JsonReader value, String message) {
    return switch (value.peek()) {
      case STRING -> Optional.of(value.readString());
      case NULL -> {
        value.skip();
        yield Optional.empty();
      }
      default -> throw bad(message, name);
    };
  }

  private Optional<String> encoding(JsonReader value) {
    Optional<String> given = string(value, "Invalid attachment encoding for ");
    if (given.isPresent() && !ENCODINGS.contains(given.get())) {
      throw bad("Invalid attachment encoding for ", name);
    }
    return given;
  }

  private OptionalLong count(JsonReader value, String message) {
    if (value.peek() == Kind.NULL) {
      value.skip();
      return OptionalLong.empty();
    }
    OptionalLong count = SpecialMembers.integer(value);
    if (count.isEmpty() || count.getAsLong() < 0) {
      throw bad(message, name);
    }
    return count;
  }

  private byte[] data() {
    return data.flatMap(slice -> slice.read(AttachmentsReader::base64))
        .orElseThrow(() -> bad("Invalid attachment data for ", name));
  }

  private static Optional<byte[]> base64(JsonReader value) {
    return value.peek() == Kind.STRING
        ? Base64Data.decode(value.readStringBytes())
        : Optional.empty();
  }

  private static InvalidInputException bad(String message, String detail) {
    return new InvalidInputException(Problem.BAD_REQUEST, message, detail);
  }
}
