package dev.couchgrass.conformance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Listing changes, from any moment that was seen before. */
final class FeedSteps {
  private static final int ANY = 1_000;

  /** A moment, as the store and as the model know it. */
  private record Mark(UpdateSequence sequence, long inModel) {}

  private final Trialled tried;
  private final List<Mark> marks = new ArrayList<>();

  FeedSteps(Trialled tried) {
    this.tried = tried;
    marks.add(new Mark(UpdateSequence.START, 0));
  }

  /** Remembers that the newest moment is this. */
  void mark(UpdateSequence newest) {
    marks.add(new Mark(newest, tried.model().sequence()));
  }

  void changes(int since, int limit, boolean descending) {
    Mark mark = marks.get(since % marks.size());
    List<StoreModel.Changed> after =
        new ArrayList<>(
            tried.model().changes().stream()
                .filter(change -> change.sequence() > mark.inModel())
                .toList());
    if (descending) {
      Collections.reverse(after);
    }
    List<StoreModel.Changed> expected = after.stream().limit(limit).toList();
    ChangesResult listed =
        StoreFixture.await(
            tried
                .db()
                .changes(
                    ChangesOptions.DEFAULTS
                        .withSince(mark.sequence())
                        .withStyle(ChangesOptions.Style.ALL_DOCS)
                        .withLimit(limit)
                        .withDescending(descending)));
    List<Change> changes = StoreFixture.await(listed.toList(ANY));
    assertEquals(
        expected.stream().map(FeedSteps::show).toList(),
        changes.stream().map(FeedSteps::show).toList(),
        "CHG-1, CHG-2, CHG-3: changes after a moment");
    if (!descending) {
      long left = (long) after.size() - expected.size();
      assertTrue(left <= listed.pending(), "CHG-10: fewer changes than are left");
      assertTrue(
          !tried.storage().ranks() || left == listed.pending(),
          "CHG-10, ENG-17: not as many changes as are left");
      long last =
          expected.isEmpty() ? mark.inModel() : expected.get(expected.size() - 1).sequence();
      marks.add(new Mark(listed.lastSequence(), last));
    }
  }

  static String show(StoreModel.Changed change) {
    return show(change.id(), change.leaves(), change.deleted());
  }

  static String show(Change change) {
    return show(change.id().value(), change.revisions(), change.deleted());
  }

  private static String show(String id, List<RevisionId> leaves, boolean deleted) {
    return id + " " + leaves + (deleted ? " deleted" : "");
  }
}
