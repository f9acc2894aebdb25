package dev.couchgrass.bench.sync;

import dev.couchgrass.bench.measure.People;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.DocumentReader;
import dev.couchgrass.core.document.ReadOptions;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Fills a source with people of 300 bytes. */
final class Fill {
  private static final int BATCH = 500;

  /** Revisions with long histories are written in smaller batches. */
  private static final int HISTORY_BATCH = 20_000;

  private static final int DIGEST = 16;

  private final DocumentReader reader = new DocumentReader(ReadOptions.DEFAULTS);
  private final SplittableRandom random = new SplittableRandom(1);
  private final DocumentStore store;

  Fill(DocumentStore store) {
    this.store = store;
  }

  /** Adds people, from one number up to another. */
  void people(int from, int to) {
    for (int first = from; first < to; first += BATCH) {
      List<DocumentEdit> edits = new ArrayList<>(BATCH);
      for (int i = first; i < Math.min(first + BATCH, to); i++) {
        edits.add(DocumentEdit.create(id(i), body(i)));
      }
      store.write(edits).await().forEach(WriteResult::orThrow);
    }
  }

  /** Adds documents whose leaf has so many revisions in its history, itself included. */
  void histories(int documents, int revisions) {
    graft(documents, document -> List.of(history(revisions)), revisions);
  }

  /** Adds documents with so many leaves, all but one of them conflicts, and a common first. */
  void conflicts(int documents, int leaves) {
    graft(documents, document -> forks(leaves), 2 * leaves);
  }

  /** Edits one document so many times. */
  void edits(int revisions) {
    RevisionId revision = store.write(DocumentEdit.create(id(0), body(0))).await();
    for (int i = 1; i < revisions; i++) {
      revision = store.write(DocumentEdit.update(id(0), revision, body(i))).await();
    }
  }

  private interface Histories {
    List<RevisionHistory> of(int document);
  }

  private void graft(int documents, Histories histories, int size) {
    List<DocumentGraft> grafts = new ArrayList<>();
    int most = Math.max(1, HISTORY_BATCH / size);
    for (int i = 0; i < documents; i++) {
      for (RevisionHistory history : histories.of(i)) {
        grafts.add(new DocumentGraft(id(i), history, false, body(i), List.of()));
      }
      if ((i + 1) % most == 0 || i == documents - 1) {
        store.graft(grafts).await().forEach(WriteResult::orThrow);
        grafts.clear();
      }
    }
  }

  private RevisionHistory history(int revisions) {
    List<RevisionId> newestFirst = new ArrayList<>(revisions);
    for (int generation = revisions; generation > 0; generation--) {
      newestFirst.add(revision(generation));
    }
    return new RevisionHistory(newestFirst);
  }

  private List<RevisionHistory> forks(int leaves) {
    RevisionHistory first = RevisionHistory.of(revision(1));
    List<RevisionHistory> forks = new ArrayList<>(leaves);
    for (int i = 0; i < leaves; i++) {
      forks.add(first.extend(revision(2)));
    }
    return forks;
  }

  private RevisionId revision(long generation) {
    byte[] digest = new byte[DIGEST];
    random.nextBytes(digest);
    return RevisionId.of(generation, digest);
  }

  private static DocumentId id(int number) {
    return new DocumentId(People.id(number));
  }

  private JsonBody body(int number) {
    return reader.read(People.document(number)).body();
  }
}
