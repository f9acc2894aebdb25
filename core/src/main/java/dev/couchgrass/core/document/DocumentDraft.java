package dev.couchgrass.core.document;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonBodyBuilder;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.json.JsonSlice;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A document whose body is made and whose special members are found, but not looked at yet: of
 * those that come twice only the last counts, so an earlier one may well be wrong.
 */
final class DocumentDraft {
  private final Map<String, JsonSlice> special = new LinkedHashMap<>();
  private JsonBody body = JsonBody.EMPTY;

  private DocumentDraft() {}

  /**
   * Reads the object at which {@code reader} stands.
   *
   * @throws InvalidInputException if it is malformed or something else
   */
  static DocumentDraft read(JsonReader reader, JsonBodyBuilder builder) {
    DocumentDraft draft = new DocumentDraft();
    builder.enterObject(reader);
    while (reader.nextMember()) {
      if (!reader.nameIsSpecial()) {
        builder.copyMember();
        continue;
      }
      String name = reader.name();
      if (SpecialMembers.KEPT.contains(name)) {
        builder.copyMember();
      } else {
        draft.special.remove(name);
        draft.special.put(name, reader.slice());
      }
    }
    draft.body = builder.build();
    return draft;
  }

  /** The document. */
  ParsedDocument document(int maxBodyBytes) {
    check(maxBodyBytes);
    Optional<String> id = id();
    Optional<RevisionId> rev = rev().map(RevisionId::parse);
    boolean deleted = deleted();
    Optional<RevisionHistory> revisions =
        read("_revisions", SpecialMembers::revisions).flatMap(r -> r);
    List<ParsedAttachment> attachments =
        read("_attachments", AttachmentsReader::read).orElse(List.of());
    Optional<RevisionId> revision = revisions.map(RevisionHistory::revision).or(() -> rev);
    return new ParsedDocument(id, revision, deleted, body, attachments, revisions);
  }

  /** The document as what its id makes it. */
  ArrivedDocument either(int maxBodyBytes) {
    boolean local = id().filter(id -> id.startsWith(LocalDocumentId.PREFIX)).isPresent();
    return local ? localDocument(maxBodyBytes) : document(maxBodyBytes);
  }

  /** The document as a local one. */
  ParsedLocalDocument localDocument(int maxBodyBytes) {
    check(maxBodyBytes);
    return new ParsedLocalDocument(id(), rev(), deleted(), body);
  }

  private void check(int maxBodyBytes) {
    for (String name : special.keySet()) {
      if (!SpecialMembers.KNOWN.contains(name)) {
        throw SpecialMembers.bad(name);
      }
    }
    if (body.length() > maxBodyBytes) {
      Optional<String> id = id();
      throw id.isPresent()
          ? new InvalidInputException(Problem.TOO_LARGE, "Document is too large: ", id.get())
          : new InvalidInputException(Problem.TOO_LARGE, "Document is too large.");
    }
  }

  private <T> Optional<T> read(String name, Function<JsonReader, T> reading) {
    return Optional.ofNullable(special.get(name)).map(slice -> slice.read(reading));
  }

  private Optional<String> id() {
    return read(
        "_id",
        value -> {
          if (value.peek() != Kind.STRING) {
            throw DocumentId.illegal("Document id must be a string");
          }
          return value.readString();
        });
  }

  private Optional<String> rev() {
    return read(
        "_rev",
        value -> {
          if (value.peek() != Kind.STRING) {
            throw new InvalidInputException(Problem.BAD_REQUEST, "Invalid rev format");
          }
          return value.readString();
        });
  }

  private boolean deleted() {
    return read(
            "_deleted",
            value -> {
              Kind kind = value.peek();
              if (kind != Kind.TRUE && kind != Kind.FALSE) {
                throw SpecialMembers.bad("_deleted");
              }
              return kind == Kind.TRUE;
            })
        .orElse(false);
  }
}
