package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What two databases keep of the replications between them, as anybody can read it. */
final class Notes {
  private static final int MANY = 1_000_000;

  private Notes() {}

  private record Note(String session, UpdateSequence recorded, long number) {}

  private static List<Note> of(DocumentStore db) {
    List<Note> notes = new ArrayList<>();
    for (LocalDocument local :
        await(
            db.locals(AllDocsOptions.DEFAULTS.withDocuments(true))
                .compose(rows -> rows.toList(MANY)))) {
      JsonArray history =
          new JsonObject(local.body().toString()).getJsonArray("history", new JsonArray());
      for (Object each : history) {
        JsonObject entry = (JsonObject) each;
        notes.add(
            new Note(
                entry.getString("session_id"),
                new UpdateSequence(entry.getString("recorded_seq")),
                entry.getLong("checkpoint", 0L)));
      }
    }
    return notes;
  }

  /** Fails if either side says of anything that it is in the target, and it is not. */
  static void requireThere(DocumentStore source, DocumentStore target) {
    // Notes first: what is written meanwhile does not count.
    List<Note> notes = new ArrayList<>(of(target));
    notes.addAll(of(source));
    Map<DocumentId, List<RevisionId>> lacking =
        await(target.revisionsDiff(leaves(Contents.changes(source)))).entrySet().stream()
            .collect(
                LinkedHashMap::new,
                (map, entry) -> map.put(entry.getKey(), entry.getValue().missing()),
                Map::putAll);
    for (Note note : notes) {
      Map<DocumentId, List<RevisionId>> promised = new LinkedHashMap<>(lacking);
      since(source, note.recorded()).forEach(later -> promised.remove(later.id()));
      assertEquals(Map.of(), promised, () -> "not there, but noted by " + note);
    }
  }

  /** How many revisions a replication would list again that the target has already. */
  static long repeated(DocumentStore source, DocumentStore target) {
    UpdateSequence from = common(source, target).orElse(UpdateSequence.START);
    Map<DocumentId, List<RevisionId>> listed = leaves(since(source, from));
    long all = listed.values().stream().mapToLong(List::size).sum();
    long missing =
        await(target.revisionsDiff(listed)).values().stream()
            .mapToLong(diff -> diff.missing().size())
            .sum();
    return all - missing;
  }

  /** The newest session that both know, and of its two notes the older one. */
  private static Optional<UpdateSequence> common(DocumentStore source, DocumentStore target) {
    List<Note> there = of(target);
    for (Note here : of(source)) {
      for (Note other : there) {
        if (other.session().equals(here.session())) {
          return Optional.of((here.number() <= other.number() ? here : other).recorded());
        }
      }
    }
    return Optional.empty();
  }

  private static List<Change> since(DocumentStore db, UpdateSequence since) {
    ChangesOptions options =
        ChangesOptions.DEFAULTS.withSince(since).withStyle(ChangesOptions.Style.ALL_DOCS);
    return await(await(db.changes(options)).toList(MANY));
  }

  private static Map<DocumentId, List<RevisionId>> leaves(List<Change> changes) {
    Map<DocumentId, List<RevisionId>> leaves = new LinkedHashMap<>();
    changes.forEach(change -> leaves.put(change.id(), change.revisions()));
    return leaves;
  }
}
