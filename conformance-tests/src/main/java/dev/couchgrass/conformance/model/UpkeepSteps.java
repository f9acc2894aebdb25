package dev.couchgrass.conformance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.document.LocalDocument;
import java.util.List;
import java.util.Map;

/** Purging, compacting, and local documents. */
final class UpkeepSteps {
  private final Trialled tried;

  UpkeepSteps(Trialled tried) {
    this.tried = tried;
  }

  void purge(String id, int leaf) {
    if (tried.can(Capability.PURGE)) {
      tried
          .leaf(id, leaf)
          .ifPresent(
              chosen -> {
                assertEquals(
                    List.of(chosen), purged(id, List.of(chosen)), "PUR-1: what was purged");
                tried.model().purge(id, chosen);
              });
    }
  }

  void purgeInner(String id, int number) {
    if (tried.can(Capability.PURGE)) {
      tried
          .inner(id, number)
          .ifPresent(
              inner ->
                  assertEquals(List.of(), purged(id, List.of(inner)), "PUR-2: what was purged"));
    }
  }

  private List<RevisionId> purged(String id, List<RevisionId> revisions) {
    DocumentId document = new DocumentId(id);
    return StoreFixture.await(tried.db().purge(Map.of(document, revisions)))
        .purged()
        .getOrDefault(document, List.of());
  }

  void compact() {
    if (tried.can(Capability.COMPACTION)) {
      StoreFixture.await(tried.db().compact());
      tried.model().compact();
    }
  }

  void putLocal(String id, int parent, int body) {
    LocalDocument written =
        StoreFixture.await(
            tried.db().putLocal(new LocalDocumentId(id), parent, Trialled.body(body)));
    assertEquals(parent + 1, written.revision(), "LOC-4: the revision");
    tried.model().putLocal(id, parent + 1L, Trialled.body(body));
  }

  void removeLocal(String id) {
    assertEquals(
        tried.model().removeLocal(id),
        StoreFixture.await(tried.db().removeLocal(new LocalDocumentId(id))),
        "LOC-5: whether it was there");
  }

  /** What can be removed. */
  void removeAll() {
    List.copyOf(tried.model().locals().keySet()).forEach(this::removeLocal);
    if (tried.can(Capability.PURGE) && tried.can(Capability.COMPACTION)) {
      for (StoreModel.Changed document : tried.model().changes()) {
        purged(document.id(), document.leaves());
        document.leaves().forEach(leaf -> tried.model().purge(document.id(), leaf));
      }
      compact();
    }
  }
}
