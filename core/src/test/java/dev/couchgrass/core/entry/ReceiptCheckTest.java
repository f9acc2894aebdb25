package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.World.AFTER;
import static dev.couchgrass.core.entry.World.ALICE;
import static dev.couchgrass.core.entry.World.FIRST;
import static dev.couchgrass.core.entry.World.GENESIS;
import static dev.couchgrass.core.entry.World.MERGE;
import static dev.couchgrass.core.entry.World.SECOND;
import static dev.couchgrass.core.entry.World.SETTINGS;
import static dev.couchgrass.core.entry.World.child;
import static dev.couchgrass.core.entry.World.high;
import static dev.couchgrass.core.entry.World.knowing;
import static dev.couchgrass.core.entry.World.lacking;
import static dev.couchgrass.core.entry.World.note;
import static dev.couchgrass.core.entry.World.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReceiptCheckTest {
  private static final Verdict ACCEPTED = new Verdict.Accepted();
  private static final ReceiptCheck KNOWING = ReceiptCheck.against(knowing());
  private static final HeightRules TIME =
      HeightRules.DEFAULTS.withDatabase(HeightStrategy.TIMESTAMP);

  private static Verdict missing(Entry... entries) {
    return new Verdict.Missing(Set.copyOf(World.idsOf(List.of(entries))));
  }

  @Test
  @Tag("ENT-18")
  @Tag("ENT-19")
  @Tag("ENT-20")
  @Tag("ENT-21")
  void anHonestHistoryIsAccepted() {
    for (Entry entry : List.of(GENESIS, FIRST, SECOND, MERGE, SETTINGS, AFTER, World.ELSEWHERE)) {
      assertEquals(ACCEPTED, KNOWING.check(entry));
      assertEquals(ACCEPTED, KNOWING.withRules(HeightRules.DEFAULTS).check(entry));
    }
  }

  @Test
  @Tag("ENT-21")
  void aPinMayBeAboveTheParents() {
    Entry newer = child(List.of(FIRST), SETTINGS, 2).sign(ALICE);
    assertEquals(ACCEPTED, KNOWING.check(newer));
    Entry beside = child(List.of(MERGE), GENESIS, 3, settings(List.of(GENESIS), 2)).sign(ALICE);
    Entry both = child(List.of(AFTER), List.of(SETTINGS, beside), 5).sign(ALICE);
    assertEquals(ACCEPTED, ReceiptCheck.against(knowing(beside)).check(both));
    Entry merged =
        child(
                List.of(beside, AFTER),
                List.of(SETTINGS, beside),
                5,
                settings(List.of(SETTINGS, beside), 3))
            .sign(ALICE);
    Entry after = child(List.of(AFTER), merged, 6).sign(ALICE);
    assertEquals(ACCEPTED, ReceiptCheck.against(knowing(beside, merged)).check(merged));
    assertEquals(ACCEPTED, ReceiptCheck.against(knowing(beside, merged)).check(after));
  }

  @Test
  @Tag("ENT-22")
  void whatIsMissingIsWaitedFor() {
    assertEquals(missing(GENESIS), ReceiptCheck.against(lacking(GENESIS)).check(FIRST));
    assertEquals(missing(SECOND), ReceiptCheck.against(lacking(SECOND)).check(MERGE));
    assertEquals(missing(SETTINGS), ReceiptCheck.against(lacking(SETTINGS)).check(AFTER));
    assertEquals(missing(FIRST, SECOND), ReceiptCheck.against(lacking(FIRST, SECOND)).check(MERGE));
    Verdict nothing = ReceiptCheck.against(id -> java.util.Optional.empty()).check(AFTER);
    assertEquals(missing(GENESIS, SETTINGS, MERGE), nothing);
  }

  /** Neither the store's parent nor the parent lacks, but what is between them. */
  @Test
  @Tag("ENT-22")
  void whatIsMissingOnTheWayIsWaitedFor() {
    Entry between = child(List.of(MERGE), GENESIS, 3).sign(ALICE);
    Entry above = child(List.of(between), GENESIS, 4).sign(ALICE);
    Entry far = child(List.of(above), GENESIS, 5, note(List.of(MERGE), 1)).sign(ALICE);
    assertEquals(missing(between), ReceiptCheck.against(knowing(above)).check(far));
    assertEquals(ACCEPTED, ReceiptCheck.against(knowing(above, between)).check(far));
    Entry pinning = child(List.of(AFTER), GENESIS, 5, settings(List.of(GENESIS), 1)).sign(ALICE);
    Entry later = child(List.of(MERGE), pinning, 6, settings(List.of(pinning), 1)).sign(ALICE);
    Entry last = child(List.of(MERGE), later, 7).sign(ALICE);
    assertEquals(missing(pinning), ReceiptCheck.against(knowing(later)).check(last));
  }

  @Test
  @Tag("ENT-22")
  void whatIsWrongIsRefusedThoughSomethingIsMissing() {
    Entry low = child(List.of(FIRST, MERGE), GENESIS, 2).sign(ALICE);
    Verdict verdict = ReceiptCheck.against(lacking(FIRST)).check(low);
    assertEquals(
        new Verdict.Refused(new Refusal(EntryProblem.HEIGHT_NOT_ABOVE_PARENTS, "")), verdict);
    // By the strategy it may be right once the higher parent is there.
    Entry high = child(List.of(FIRST, MERGE), GENESIS, 3).sign(ALICE);
    assertEquals(
        missing(MERGE),
        ReceiptCheck.against(lacking(MERGE)).withRules(HeightRules.DEFAULTS).check(high));
  }

  @Test
  @Tag("ENT-17")
  void aTimeToComeIsWaitedFor() {
    Entry later = child(List.of(MERGE), GENESIS, 5_000, note(List.of(MERGE), 1)).sign(ALICE);
    ReceiptCheck timed = KNOWING.withRules(TIME);
    assertEquals(ACCEPTED, timed.withLatest(5_000).check(later));
    assertEquals(new Verdict.TooEarly(5_000), timed.withLatest(4_999).check(later));
    assertEquals(ACCEPTED, timed.check(later));
    assertEquals(
        ACCEPTED,
        KNOWING.withRules(HeightRules.DEFAULTS).withLatest(0).check(AFTER),
        "a count is no time");
    assertEquals(ACCEPTED, KNOWING.withLatest(0).check(AFTER));
  }

  @Test
  @Tag("ENT-17")
  void aTimeToComeInAStoreIsWaitedFor() {
    HeightRules rules = HeightRules.DEFAULTS.withStores(Map.of("notes", HeightStrategy.TIMESTAMP));
    Entry later =
        child(List.of(MERGE), GENESIS, 3, high(note(List.of(MERGE), 1), 5_000)).sign(ALICE);
    ReceiptCheck timed = KNOWING.withRules(rules);
    assertEquals(new Verdict.TooEarly(5_000), timed.withLatest(4_999).check(later));
    assertEquals(ACCEPTED, timed.withLatest(5_000).check(later));
  }

  /** What is missing on another way does not matter: whoever stands there waits for it. */
  @Test
  @Tag("ENT-22")
  void whatIsMissingElsewhereIsNotWaitedFor() {
    Entry unknown = child(List.of(MERGE), GENESIS, 3).sign(ALICE);
    Entry left = child(List.of(unknown), GENESIS, 4).sign(ALICE);
    Entry right = child(List.of(AFTER), SETTINGS, 5).sign(ALICE);
    Entry both = child(List.of(left, right), SETTINGS, 6, note(List.of(MERGE), 1)).sign(ALICE);
    assertEquals(ACCEPTED, ReceiptCheck.against(knowing(left, right)).check(both));
  }

  /** What it costs follows what the entry names, not how long the history is. */
  @Test
  void aWalkEndsAtWhatIsLookedFor() {
    List<Entry> history = history(300);
    Entry last = history.get(history.size() - 1);
    Entry before = history.get(history.size() - 2);
    Entry beside = child(List.of(before), GENESIS, 300, note(List.of(before), 1)).sign(ALICE);
    history.add(beside);
    Entry next = child(List.of(last), GENESIS, 301, note(List.of(last), 0)).sign(ALICE);
    assertCheap(ACCEPTED, next, history);
    Entry wrong = child(List.of(last), GENESIS, 301, note(List.of(beside), 0)).sign(ALICE);
    Refusal refusal = new Refusal(EntryProblem.STORE_PARENT_NO_ANCESTOR, "notes");
    assertCheap(new Verdict.Refused(refusal), wrong, history);
  }

  /** One after another, up to a height. */
  private static List<Entry> history(int height) {
    List<Entry> history = new ArrayList<>(List.of(MERGE));
    for (int i = 3; i <= height; i++) {
      Entry last = history.get(history.size() - 1);
      history.add(child(List.of(last), GENESIS, i, note(List.of(last), i)).sign(ALICE));
    }
    return history;
  }

  private static void assertCheap(Verdict expected, Entry entry, List<Entry> history) {
    List<Cid> asked = new ArrayList<>();
    Ancestry all = knowing(history.toArray(Entry[]::new));
    Ancestry counted =
        id -> {
          asked.add(id);
          return all.find(id);
        };
    assertEquals(expected, ReceiptCheck.against(counted).check(entry));
    assertTrue(asked.size() < 10, () -> "Asked for " + asked.size());
  }
}
