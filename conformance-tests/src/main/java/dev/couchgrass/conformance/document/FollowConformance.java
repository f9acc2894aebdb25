package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes as they come. */
public abstract class FollowConformance extends StoreFixture {
  protected FollowConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void requireCapability() {
    require(Capability.LIVE_CHANGES);
  }

  private LiveChanges follow(ChangesOptions options) {
    return await(db.follow(options));
  }

  private static List<String> next(LiveChanges feed) {
    return await(feed.next(10)).stream().map(change -> change.id().value()).toList();
  }

  @Test
  @Tag("CHG-6")
  void whatIsThereComesFirstThenWhatHappens() {
    create("a", "{}");
    LiveChanges feed = follow(ChangesOptions.DEFAULTS);
    assertEquals(List.of("a"), next(feed));
    Future<List<Change>> waiting = feed.next(10);
    assertFalse(waiting.isComplete());
    create("b", "{}");
    assertEquals(id("b"), await(waiting).get(0).id());
    assertEquals(await(db.info()).updateSequence(), feed.lastSequence());
    assertEquals(0, feed.pending());
    await(feed.close());
    assertEquals(List.of(), next(feed));
  }

  @Test
  @Tag("CHG-6")
  void commitsThatNobodyWaitedForAreToldInOrder() {
    LiveChanges feed = follow(ChangesOptions.DEFAULTS);
    List<String> expected = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 25; i++) {
        expected.add("d" + round + "/" + i);
        create("d" + round + "/" + i, "{}");
      }
      while (!seen.contains("d" + round + "/24")) {
        seen.addAll(next(feed));
      }
    }
    assertEquals(expected, seen);
    await(feed.close());
  }

  @Test
  @Tag("SEQ-5")
  void nowMeansOnlyWhatIsToCome() {
    create("a", "{}");
    LiveChanges feed = follow(ChangesOptions.DEFAULTS.withSince(UpdateSequence.NOW).withLimit(0));
    create("b", "{}");
    create("c", "{}");
    assertEquals(List.of("b", "c"), next(feed));
    await(feed.close());
  }

  @Test
  @Tag("GRA-3")
  @Tag("LOC-1")
  void aReplayWakesNobody() {
    graft("a", "2-b", "1-a");
    LiveChanges feed = follow(ChangesOptions.DEFAULTS.withSince(UpdateSequence.NOW));
    Future<List<Change>> waiting = feed.next(10);
    graft("a", "2-b", "1-a");
    await(db.putLocal(new LocalDocumentId("l"), 0, json("{}")));
    assertFalse(waiting.isComplete());
    create("c", "{}");
    assertEquals(List.of(id("c")), await(waiting).stream().map(Change::id).toList());
    await(feed.close());
  }

  @Test
  @Tag("CHG-8")
  void closingWhileWaitingEndsTheWaiting() {
    LiveChanges feed = follow(ChangesOptions.DEFAULTS);
    Future<List<Change>> waiting = feed.next(10);
    await(feed.close());
    await(feed.close());
    assertEquals(List.of(), await(waiting));
  }

  @Test
  @Tag("CHG-7")
  @Tag("STO-4")
  void deletionOfTheDatabaseEndsTheWaiting() {
    LiveChanges feed = follow(ChangesOptions.DEFAULTS);
    Future<List<Change>> waiting = feed.next(10);
    await(storage.delete(db.name()));
    assertFails(ErrorCode.DATABASE_MISSING, waiting);
    assertFails(ErrorCode.DATABASE_MISSING, feed.next(10));
    await(feed.close());
  }

  @Test
  void closingTheStorageEndsTheWaiting() {
    LiveChanges feed = follow(ChangesOptions.DEFAULTS);
    Future<List<Change>> waiting = feed.next(10);
    await(storage.close());
    assertEquals(List.of(), await(waiting));
  }

  @Test
  @Tag("CHG-9")
  void aDescendingOrderIsRefused() {
    assertFails(ErrorCode.BAD_REQUEST, db.follow(ChangesOptions.DEFAULTS.withDescending(true)));
  }

  @Test
  @Tag("CHG-4")
  void whatTheFilterHoldsBackMovesTheSequenceOn() {
    ChangesFilter filter = new ChangesFilter.Documents(Set.of(id("wanted")));
    LiveChanges feed = follow(ChangesOptions.DEFAULTS.withFilter(filter));
    Future<List<Change>> waiting = feed.next(10);
    for (int i = 0; i < 20; i++) {
      await(db.write(others(i)));
    }
    create("wanted", "{}");
    assertEquals(1, await(waiting).size());
    assertEquals(await(db.info()).updateSequence(), feed.lastSequence());
    await(feed.close());
  }

  /** A thousand documents that no filter wants. */
  private static List<DocumentEdit> others(int round) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> DocumentEdit.create(id("d" + round + "-" + i), JsonBody.EMPTY))
        .toList();
  }
}
