package dev.couchgrass.store.http.read;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.json.Read;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Revisions by document, as {@code _revs_diff} and {@code _purge} take and give them. */
public final class RevisionMaps {
  private RevisionMaps() {}

  /** Writes {@code {id: [revision, ...], ...}}. */
  public static byte[] write(Map<DocumentId, List<RevisionId>> revisions) {
    JsonOut out = new JsonOut().beginObject();
    revisions.forEach(
        (id, each) ->
            out.name(id.value()).strings(each.stream().map(RevisionId::toString).toList()));
    return out.endObject().bytes();
  }

  /** Reads what {@link #write} writes. */
  public static Map<DocumentId, List<RevisionId>> read(JsonReader reader) {
    Map<DocumentId, List<RevisionId>> revisions = new LinkedHashMap<>();
    reader.enterObject();
    while (reader.nextMember()) {
      revisions.put(new DocumentId(reader.name()), Read.revisions(reader));
    }
    return revisions;
  }

  /** Reads the answer of {@code _revs_diff}. */
  static Map<DocumentId, RevisionsDiff> diffs(JsonReader reader) {
    Map<DocumentId, RevisionsDiff> diffs = new LinkedHashMap<>();
    reader.enterObject();
    while (reader.nextMember()) {
      DocumentId id = new DocumentId(reader.name());
      RevisionsDiff diff = diff(reader);
      if (!diff.missing().isEmpty()) {
        diffs.put(id, diff);
      }
    }
    return diffs;
  }

  private static RevisionsDiff diff(JsonReader reader) {
    List<RevisionId> missing = List.of();
    List<RevisionId> ancestors = List.of();
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "missing" -> missing = Read.revisions(reader);
        case "possible_ancestors" -> ancestors = Read.revisions(reader);
        default -> reader.skip();
      }
    }
    return new RevisionsDiff(missing, ancestors);
  }
}
