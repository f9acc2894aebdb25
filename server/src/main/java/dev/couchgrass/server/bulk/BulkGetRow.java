package dev.couchgrass.server.bulk;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.json.JsonSlice;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.document.AttachmentSelection;
import dev.couchgrass.server.document.Reading;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.error.StoreException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One document of a bulk read, as it was asked for. A bad one spoils no other. */
sealed interface BulkGetRow {
  /**
   * A document to read.
   *
   * @param revision all leaves if empty
   * @param attachments what the row itself says of them; empty leaves it to the query
   */
  record Asked(
      DocumentId id, Optional<RevisionId> revision, Optional<AttachmentSelection> attachments)
      implements BulkGetRow {}

  /**
   * A row that can't be read.
   *
   * @param id as it came, as JSON; {@code null} if it did not
   * @param revision likewise
   */
  record Refused(byte[] id, byte[] revision, String error, String reason) implements BulkGetRow {}

  /** Reads a row of {@code docs}. */
  static BulkGetRow read(JsonReader reader) {
    if (reader.peek() != Kind.OBJECT) {
      reader.skip();
      return new Refused(none(), none(), "bad_request", "document must be a JSON object");
    }
    return new Draft().read(reader);
  }

  /** What stands for an id or a revision that is not known. */
  private static byte[] none() {
    return new byte[] {'n', 'u', 'l', 'l'};
  }

  /** A row whose members are found and not looked at yet. */
  final class Draft {
    private @Nullable JsonSlice id;
    private @Nullable JsonSlice revision;
    private @Nullable JsonSlice since;

    private Draft() {}

    private BulkGetRow read(JsonReader reader) {
      reader.enterObject();
      while (reader.nextMember()) {
        switch (reader.name()) {
          case "id" -> id = reader.slice();
          case "rev" -> revision = reader.slice();
          case "atts_since" -> since = reader.slice();
          default -> reader.skip();
        }
      }
      if (id == null) {
        return new Refused(none(), none(), "bad_request", "document id missed");
      }
      return id(id);
    }

    private BulkGetRow id(JsonSlice value) {
      byte[] json = value.bytes();
      if (value.read(JsonReader::peek) != Kind.STRING) {
        return new Refused(json, none(), "illegal_docid", "Document id must be a string");
      }
      try {
        return revision(json, new DocumentId(value.read(JsonReader::readString)));
      } catch (InvalidInputException e) {
        StoreException refusal = StoreException.of(e);
        return new Refused(json, none(), refusal.code().word(), refusal.reason());
      }
    }

    private BulkGetRow revision(byte[] json, DocumentId known) {
      Optional<RevisionId> wanted = Optional.empty();
      if (revision != null) {
        byte[] asWritten = revision.bytes();
        try {
          wanted = Optional.of(RevisionId.parse(revision.read(Draft::string)));
        } catch (InvalidInputException | HttpFailure e) {
          return new Refused(json, asWritten, "bad_request", "Invalid rev format");
        }
      }
      if (since == null) {
        return new Asked(known, wanted, Optional.empty());
      }
      byte[] asWritten = since.bytes();
      if (since.read(JsonReader::peek) != Kind.ARRAY) {
        return new Refused(
            json, asWritten, "bad_request", "att_since value must be array of revs.");
      }
      try {
        List<RevisionId> revisions = since.read(Reading::revisions);
        return new Asked(
            known,
            wanted,
            revisions.isEmpty()
                ? Optional.empty()
                : Optional.of(new AttachmentSelection.Since(revisions)));
      } catch (InvalidInputException | HttpFailure e) {
        return new Refused(json, asWritten, "bad_request", "Invalid rev format");
      }
    }

    private static String string(JsonReader value) {
      if (value.peek() != Kind.STRING) {
        throw HttpFailure.badRequest("Invalid rev format");
      }
      return value.readString();
    }
  }
}
