package dev.couchgrass.conformance.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.replication.net.Session;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.result.DocumentFailure;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationResult;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A replication under way, and what it has to account for.
 *
 * @param atFirst what its source listed when it began
 */
record Started(
    Replica source,
    Replica target,
    ReplicationOptions options,
    Session session,
    Replication replication,
    Map<DocumentId, List<RevisionId>> atFirst) {
  boolean over() {
    return replication.state().over();
  }

  /** Whether what it says of itself is what it was told. */
  void assertAddsUp() {
    ReplicationState state = replication.state();
    ReplicationCounts counts = state.soFar().counts();
    assertEquals(
        counts.written() + counts.failed() + counts.alreadyThere() + counts.filtered(),
        counts.read(),
        "REP-5: read, of which each has one fate");
    // While something travels it says what it knew a moment ago.
    if (!(state instanceof ReplicationState.Running)) {
      assertAccounted(state.soFar());
    }
  }

  private void assertAccounted(ReplicationResult said) {
    ReplicationCounts counts = said.counts();
    assertEquals(session.refused(), failures(said), "REP-6: what was refused, and why");
    assertEquals(session.refused().size(), counts.failed(), "REP-5: refused for good");
    assertEquals(session.alreadyThere(), counts.alreadyThere(), "REP-5: already there");
    assertEquals(session.written(), counts.written(), "REP-5: written");
  }

  private static Map<Session.Revision, ErrorCode> failures(ReplicationResult said) {
    Map<Session.Revision, ErrorCode> failures = new LinkedHashMap<>();
    for (DocumentFailure failure : said.failures()) {
      failures.put(new Session.Revision(failure.id(), failure.revision()), failure.error().code());
    }
    return failures;
  }

  /** Whether the target has what it says that is there, if it says that it has come to its end. */
  Future<Void> assertDone() {
    if (!(replication.state() instanceof ReplicationState.Completed done)) {
      return Future.succeededFuture();
    }
    // Of winners alone, one that another took the place of meanwhile stays behind.
    return assertThere(options.winnersOnly() ? Map.of() : atFirst, "REP-6, REP-8")
        .compose(
            there ->
                Listing.until(source.store(), done.soFar().lastSequence(), options)
                    .compose(listed -> assertThere(listed, "REP-6, REP-8")));
  }

  /** Whether the target of a live one has all that the source has now. */
  Future<Void> assertCaughtUp() {
    return Listing.since(source.store(), UpdateSequence.START, options)
        .compose(listed -> assertThere(listed, "REP-10, REP-13"));
  }

  private Future<Void> assertThere(Map<DocumentId, List<RevisionId>> listed, String rules) {
    return target
        .store()
        .revisionsDiff(listed)
        .map(
            lacking -> {
              Map<DocumentId, RevisionsDiff> untold = new LinkedHashMap<>(lacking);
              untold.keySet().removeIf(this::told);
              assertEquals(Map.of(), untold, rules + ": lacking, and not told");
              return null;
            });
  }

  private boolean told(DocumentId id) {
    return replication.state().soFar().failures().stream()
        .anyMatch(failure -> failure.id().equals(id));
  }
}
