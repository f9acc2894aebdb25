package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesOptions.Style;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes of what a selector wants. */
public abstract class SelectorConformance extends StoreFixture {
  protected SelectorConformance(StorageHome.Source homes) {
    super(homes);
  }

  private static ChangesOptions by(Style style, String... names) {
    return ChangesOptions.DEFAULTS.withStyle(style).withFilter(wanted(names));
  }

  private static List<String> show(List<Change> changes) {
    return changes.stream()
        .map(change -> (change.deleted() ? "x" : "") + change.id() + change.revisions())
        .toList();
  }

  private List<String> shown(Style style, String... names) {
    return show(changes(by(style, names)));
  }

  @Test
  @Tag("CHG-12")
  void theWinnerAloneIsTriedWhereItAloneIsListed() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    graft("b", "1-x");
    assertEquals(List.of("a[2-c]"), shown(Style.MAIN_ONLY, "2-c", "2-b"));
    assertEquals(List.of(), shown(Style.MAIN_ONLY, "2-b"));
    assertEquals(List.of("b[1-x]"), shown(Style.MAIN_ONLY, "1-x", "1-a"));
  }

  @Test
  @Tag("CHG-12")
  void eachLeafIsTriedWhereAllAreListed() {
    graft("a", "2-b", "1-a");
    graft("a", true, "3-c", "2-x", "1-a");
    graft("a", "2-d", "1-a");
    assertEquals(List.of("a[2-d, 2-b, 3-c]"), shown(Style.ALL_DOCS, "3-c", "2-d", "2-b"));
    assertEquals(List.of("a[2-b]"), shown(Style.ALL_DOCS, "2-b"));
    assertEquals(List.of("a[2-d, 3-c]"), shown(Style.ALL_DOCS, "3-c", "2-d"));
    assertEquals(List.of(), shown(Style.ALL_DOCS, "1-a", "2-x"));
  }

  @Test
  @Tag("CHG-12")
  void tombstonesAreTriedByWhatTheyKeep() {
    graft("a", true, "2-b", "1-a");
    graft("b", true, "2-c", "1-a");
    graft("c", "2-b", "1-a");
    for (Style style : Style.values()) {
      assertEquals(List.of("xa[2-b]", "c[2-b]"), shown(style, "2-b"));
    }
  }

  @Test
  @Tag("CHG-13")
  void whatComesAlongIsTheWinner() {
    graft("a", "2-b", "1-a");
    graft("a", true, "3-c", "2-x", "1-a");
    Change change = changes(by(Style.ALL_DOCS, "3-c").withDocuments(true)).get(0);
    assertEquals(revs("3-c"), change.revisions());
    assertFalse(change.deleted());
    assertEquals(Optional.of(rev("2-b")), change.document().map(StoredDocument::revision));
  }

  @Test
  @Tag("CHG-4")
  void whatIsHeldBackMovesTheSequenceOn() {
    graft("a", "1-a");
    graft("b", "1-b");
    graft("c", "1-c");
    ChangesResult result = await(db.changes(by(Style.ALL_DOCS, "1-a")));
    assertEquals(List.of("a[1-a]"), show(await(result.toList(10))));
    assertEquals(await(db.info()).updateSequence(), result.lastSequence());
    assertEquals(0, result.pending());
    ChangesResult none = await(db.changes(by(Style.MAIN_ONLY, "1-z")));
    assertEquals(List.of(), await(none.toList(10)));
    assertEquals(await(db.info()).updateSequence(), none.lastSequence());
  }

  @Test
  @Tag("CHG-2")
  @Tag("CHG-4")
  @Tag("CHG-11")
  void aLimitCountsWhatIsWanted() {
    for (int i = 0; i < 6; i++) {
      graft("d" + i, "1-a");
      graft("e" + i, "1-b");
    }
    UpdateSequence since = UpdateSequence.START;
    List<String> seen = new ArrayList<>();
    for (int page = 0; page < 3; page++) {
      ChangesOptions options = by(Style.MAIN_ONLY, "1-b").withLimit(2).withSince(since);
      ChangesResult result = await(db.changes(options));
      await(result.toList(2)).forEach(change -> seen.add(change.id().value()));
      since = result.lastSequence();
    }
    assertEquals(List.of("e0", "e1", "e2", "e3", "e4", "e5"), seen);
    ChangesOptions newest = by(Style.MAIN_ONLY, "1-a").withDescending(true).withLimit(1);
    assertEquals(List.of("d5[1-a]"), show(changes(newest)));
  }

  /** Longer than a store would look in one go. */
  @Test
  @Tag("CHG-4")
  @Tag("CHG-6")
  @Tag("CHG-12")
  void whatIsFarBehindIsFound() {
    require(Capability.LIVE_CHANGES);
    LiveChanges feed = await(db.follow(by(Style.ALL_DOCS, "1-b")));
    Future<List<Change>> waiting = feed.next(10);
    for (int i = 0; i < 4; i++) {
      await(db.write(others(i)));
    }
    graft("wanted", "1-b");
    assertEquals(List.of("wanted[1-b]"), show(await(waiting)));
    assertEquals(await(db.info()).updateSequence(), feed.lastSequence());
    await(feed.close());
    assertEquals(List.of("wanted[1-b]"), shown(Style.ALL_DOCS, "1-b"));
  }

  private static List<DocumentEdit> others(int round) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> DocumentEdit.create(id("d" + round + "-" + i), JsonBody.EMPTY))
        .toList();
  }

  @Test
  @Tag("CHG-6")
  @Tag("CHG-12")
  void whatIsWantedIsToldWhenItHappens() {
    require(Capability.LIVE_CHANGES);
    graft("a", "1-b");
    LiveChanges feed = await(db.follow(by(Style.ALL_DOCS, "1-b", "2-b")));
    assertEquals(List.of("a[1-b]"), show(await(feed.next(10))));
    Future<List<Change>> waiting = feed.next(10);
    graft("b", "1-x");
    graft("a", "2-c", "1-b");
    assertFalse(waiting.isComplete());
    graft("a", "2-b", "1-b");
    assertEquals(List.of("a[2-b]"), show(await(waiting)));
    await(feed.close());
  }

  @Test
  @Tag("CHG-8")
  void closingWhileNothingIsWantedEndsTheWaiting() {
    require(Capability.LIVE_CHANGES);
    graft("a", "1-a");
    LiveChanges feed = await(db.follow(by(Style.ALL_DOCS, "1-b")));
    Future<List<Change>> waiting = feed.next(10);
    await(feed.close());
    assertEquals(List.of(), await(waiting));
  }
}
