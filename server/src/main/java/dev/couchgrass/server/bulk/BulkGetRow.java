package dev.couchgrass.server.bulk;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.document.AttachmentSelection;
import dev.couchgrass.server.document.Reading;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.error.StoreException;
import java.util.Arrays;
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
  static BulkGetRow read(byte[] text, JsonReader reader) {
    if (reader.peek() != Kind.OBJECT) {
      reader.skip();
      return new Refused(NONE, NONE, "bad_request", "document must be a JSON object");
    }
    return new Draft(text).read(reader);
  }

  /** What stands for an id or a revision that is not known. */
  byte[] NONE = {'n', 'u', 'l', 'l'};

  /** A row whose members are found and not looked at yet. */
  final class Draft {
    private final byte[] text;
    private @Nullable JsonReader id;
    private @Nullable JsonReader revision;
    private @Nullable JsonReader since;

    private Draft(byte[] text) {
      this.text = text;
    }

    private BulkGetRow read(JsonReader reader) {
      reader.enterObject();
      while (reader.nextMember()) {
        JsonReader value = reader.at(reader.position());
        switch (reader.name()) {
          case "id" -> id = value;
          case "rev" -> revision = value;
          case "atts_since" -> since = value;
          default -> {}
        }
        reader.skip();
      }
      if (id == null) {
        return new Refused(NONE, NONE, "bad_request", "document id missed");
      }
      return id(id);
    }

    private BulkGetRow id(JsonReader value) {
      byte[] json = slice(value);
      if (value.peek() != Kind.STRING) {
        return new Refused(json, NONE, "illegal_docid", "Document id must be a string");
      }
      try {
        return revision(json, new DocumentId(value.readString()));
      } catch (InvalidInputException e) {
        StoreException refusal = StoreException.of(e);
        return new Refused(json, NONE, refusal.code().word(), refusal.reason());
      }
    }

    private BulkGetRow revision(byte[] json, DocumentId known) {
      Optional<RevisionId> wanted = Optional.empty();
      if (revision != null) {
        byte[] asWritten = slice(revision);
        try {
          wanted = Optional.of(RevisionId.parse(string(revision)));
        } catch (InvalidInputException | HttpFailure e) {
          return new Refused(json, asWritten, "bad_request", "Invalid rev format");
        }
      }
      if (since == null) {
        return new Asked(known, wanted, Optional.empty());
      }
      byte[] asWritten = slice(since);
      if (since.peek() != Kind.ARRAY) {
        return new Refused(
            json, asWritten, "bad_request", "att_since value must be array of revs.");
      }
      try {
        List<RevisionId> revisions = Reading.revisions(since);
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

    /** The value as it is written. */
    private byte[] slice(JsonReader value) {
      JsonReader end = value.at(value.position());
      end.skip();
      return Arrays.copyOfRange(text, value.position(), end.position());
    }
  }
}
