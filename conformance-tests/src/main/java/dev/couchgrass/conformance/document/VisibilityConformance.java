package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What readers see of writes that go on meanwhile: whole steps, of which everything agrees. */
public abstract class VisibilityConformance extends StoreFixture {
  private static final int CALLS = 150;
  private static final int TOGETHER = 5;

  protected VisibilityConformance(StorageHome.Source homes) {
    super(homes);
  }

  /** Reads on a thread of its own, again and again, as long as this one writes. */
  private static void whileWriting(Runnable writing, Runnable reading) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      java.util.concurrent.Future<?> read =
          reader.submit(
              () -> {
                while (!done.get()) {
                  reading.run();
                }
              });
      writing.run();
      done.set(true);
      read.get();
      reading.run();
    } finally {
      done.set(true);
      reader.shutdownNow();
    }
  }

  @Test
  @Tag("ATO-1")
  void whatOneCallBringsIsSeenTogether() throws Exception {
    require(Capability.ATOMIC_WRITES);
    whileWriting(
        () -> {
          for (int call = 0; call < CALLS; call++) {
            writeTogether(call);
            graftTogether(call);
          }
        },
        () -> assertEquals(0, await(db.info()).documents() % TOGETHER, "a part of a call"));
    assertEquals(2 * CALLS * TOGETHER, await(db.info()).documents());
  }

  private void writeTogether(int call) {
    List<DocumentEdit> edits = new ArrayList<>();
    for (int i = 0; i < TOGETHER; i++) {
      edits.add(DocumentEdit.create(id("w" + call + "/" + i), json("{}")));
    }
    await(db.write(edits)).forEach(StoreFixture::assertWritten);
  }

  private void graftTogether(int call) {
    List<DocumentGraft> grafts = new ArrayList<>();
    for (int i = 0; i < TOGETHER; i++) {
      grafts.add(grafted("g" + call + "/" + i, false, "2-b", "1-a"));
    }
    await(db.graft(grafts)).forEach(StoreFixture::assertWritten);
  }

  @Test
  @Tag("ATO-6")
  @Tag("GET-1")
  void listingsFeedsAndFiguresAgreeWhileDocumentsComeAndGo() throws Exception {
    whileWriting(
        () -> {
          for (int i = 0; i < CALLS; i++) {
            RevisionId first = create("a" + i, "{}");
            RevisionId second = update("a" + i, first, "{\"n\":1}");
            if (i % 3 != 0) {
              delete("a" + i, second);
            }
          }
        },
        () -> {
          assertRowsAgree();
          assertChangesAgree();
        });
    assertEquals(CALLS / 3, await(db.info()).documents());
  }

  private void assertRowsAgree() {
    AllDocsResult all = await(db.allDocs(AllDocsOptions.DEFAULTS.withDocuments(true)));
    List<AllDocsRow> rows = await(all.toList(MANY));
    assertEquals(all.totalRows(), rows.size());
    for (AllDocsRow row : rows) {
      AllDocsRow.Found found = (AllDocsRow.Found) row;
      assertEquals(Optional.of(found.revision()), found.document().map(StoredDocument::revision));
    }
  }

  private void assertChangesAgree() {
    for (Change change : changes(ChangesOptions.DEFAULTS.withDocuments(true))) {
      assertEquals(
          Optional.of(change.revisions().get(0)), change.document().map(StoredDocument::revision));
      assertEquals(Optional.of(change.deleted()), change.document().map(StoredDocument::deleted));
    }
  }
}
