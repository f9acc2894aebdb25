package dev.couchgrass.conformance.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What targets noted, and whether it is true. */
final class Notes {
  private record Where(LocalDocumentId id, Replica source, Replica target) {}

  private final Map<Where, ReplicationOptions> seen = new LinkedHashMap<>();
  private Optional<UpdateSequence> newest = Optional.empty();

  /** Hears that a target has taken a note, and looks whether it has all that the note says. */
  Future<Void> noted(
      LocalDocument note, Replica source, Replica target, ReplicationOptions options) {
    seen.put(new Where(note.id(), source, target), options);
    newest = Optional.of(reached(note));
    return assertTrue(note, source, target, options);
  }

  private static UpdateSequence reached(LocalDocument note) {
    return new UpdateSequence(new JsonObject(note.body().toString()).getString("source_last_seq"));
  }

  /** What the newest of all notes says. */
  Optional<UpdateSequence> newest() {
    return newest;
  }

  /** Looks whether all notes are still true, after one side of them has lost what it could lose. */
  Future<Void> assertStillTrue(Replica crashed) {
    List<Where> touched =
        seen.keySet().stream()
            .filter(where -> where.source() == crashed || where.target() == crashed)
            .toList();
    return Repeat.each(
        touched, where -> assertStillTrue(where, Objects.requireNonNull(seen.get(where))));
  }

  private static Future<Void> assertStillTrue(Where where, ReplicationOptions options) {
    return where
        .target()
        .store()
        .local(where.id())
        .compose(
            found ->
                found.isPresent()
                    ? assertTrue(found.get(), where.source(), where.target(), options)
                    : Future.succeededFuture());
  }

  private static Future<Void> assertTrue(
      LocalDocument note, Replica source, Replica target, ReplicationOptions options) {
    UpdateSequence reached = reached(note);
    return Listing.until(source.store(), reached, options)
        .compose(listed -> target.store().revisionsDiff(listed))
        .map(
            lacking -> {
              assertEquals(
                  Map.of(),
                  lacking,
                  () -> "REP-7: it is noted that all up to " + reached + " is there, and it lacks");
              return null;
            });
  }
}
