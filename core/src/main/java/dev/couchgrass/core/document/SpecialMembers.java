package dev.couchgrass.core.document;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.revision.RevisionHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Which members of a document begin with an underscore, and what they may be. */
final class SpecialMembers {
  /** Those that stay in the body: CouchDB's replicator writes them into its documents. */
  static final Set<String> KEPT =
      Set.of(
          "_replication_state",
          "_replication_state_time",
          "_replication_state_reason",
          "_replication_id",
          "_replication_stats");

  /** Those that are understood or ignored. The last four only come with reads. */
  static final Set<String> KNOWN =
      Set.of(
          "_id",
          "_rev",
          "_attachments",
          "_revisions",
          "_deleted",
          "_revs_info",
          "_local_seq",
          "_conflicts",
          "_deleted_conflicts");

  private static final int MD5_HEX_DIGITS = 32;

  private SpecialMembers() {}

  static InvalidInputException bad(String name) {
    return validation("Bad special document member: ", name);
  }

  private static InvalidInputException validation(String message, String detail) {
    return new InvalidInputException(Problem.DOC_VALIDATION, message, detail);
  }

  /** Reads {@code _revisions}; empty if it says that there are none, as {@code start} 0 does. */
  static Optional<RevisionHistory> revisions(JsonReader value) {
    if (value.peek() != Kind.OBJECT) {
      throw bad("_revisions");
    }
    OptionalLong start = OptionalLong.empty();
    Optional<List<String>> ids = Optional.empty();
    value.enterObject();
    while (value.nextMember()) {
      switch (value.name()) {
        case "start" -> start = integer(value);
        case "ids" -> ids = ids(value);
        default -> value.skip();
      }
    }
    long generation = start.orElseThrow(() -> validation("_revisions.start isn't an integer.", ""));
    List<String> digests = ids.orElseThrow(() -> validation("_revisions.ids isn't a array.", ""));
    return generation == 0 && digests.isEmpty()
        ? Optional.empty()
        : Optional.of(RevisionHistory.of(generation, digests));
  }

  /** Reads a value; empty unless it is an integer. */
  static OptionalLong integer(JsonReader value) {
    if (value.peek() == Kind.NUMBER) {
      return value.readInteger();
    }
    value.skip();
    return OptionalLong.empty();
  }

  private static Optional<List<String>> ids(JsonReader value) {
    if (value.peek() != Kind.ARRAY) {
      value.skip();
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>();
    value.enterArray();
    while (value.nextElement()) {
      if (value.peek() != Kind.STRING) {
        throw validation("RevId isn't a string", "");
      }
      String id = value.readString();
      if (id.length() == MD5_HEX_DIGITS
          && !id.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0)) {
        throw validation("RevId isn't a valid hexadecimal", "");
      }
      ids.add(id);
    }
    return Optional.of(ids);
  }
}
