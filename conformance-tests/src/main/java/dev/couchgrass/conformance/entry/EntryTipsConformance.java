package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where databases and stores end.
 *
 * <pre>
 * root(a) - left(a) ----- merge(a) - last(b)
 *    \                   /
 *     right(a, b) - side(b)
 * </pre>
 */
public abstract class EntryTipsConformance extends EntryFixture {
  private final Entry root = Draft.root(1).in("a").sign();
  private final Entry left = Draft.of(root, root).in("a", root).sign();
  private final Entry right = Draft.of(root, root).in("a", root).in("b").sign();
  private final Entry side = Draft.of(root, right).in("b", right).sign();
  private final Entry merge = Draft.of(root, left, side).in("a", left, right).sign();
  private final Entry last = Draft.of(root, merge).in("b", side).sign();

  protected EntryTipsConformance(StorageHome.Source homes) {
    super(homes);
  }

  private Tips now() {
    return await(entries.verifiedTips(root.id()));
  }

  private void assertWhole() {
    assertEquals(tips(merge), await(entries.tips(root.id())));
    assertEquals(tips(merge), await(entries.tips(root.id(), "a")));
    assertEquals(tips(side), await(entries.tips(root.id(), "b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01234", "43210", "14032", "32401", "24130", "40321"})
  @Tag("EST-9")
  @Tag("EST-10")
  void theyMayComeInAnyOrder(String order) {
    List<Entry> all = List.of(root, left, right, side, merge);
    order.chars().forEach(number -> put(all.get(number - '0')));
    assertWhole();
  }

  @Test
  @Tag("EST-9")
  @Tag("EST-10")
  void childrenMayStandBeforeTheirParents() {
    put(merge, right, side, root, left);
    assertWhole();
  }

  @Test
  @Tag("EST-9")
  void whatIsThereHasTipsWithoutTheRest() {
    put(side, left);
    assertEquals(tips(side, left), await(entries.tips(root.id())));
    settle(EntryStatus.FAILED, left);
    assertEquals(tips(side, left), await(entries.tips(root.id())));
    put(merge);
    assertEquals(tips(merge), await(entries.tips(root.id())));
  }

  @Test
  @Tag("EST-10")
  void aStoreHasTipsOfItsOwn() {
    put(root, left, right, side);
    assertEquals(tips(left, right), await(entries.tips(root.id(), "a")));
    assertEquals(tips(side), await(entries.tips(root.id(), "b")));
    assertEquals(tips(left, side), await(entries.tips(root.id())));
  }

  @Test
  @Tag("EST-11")
  void otherDatabasesChangeNothing() {
    Entry other = Draft.root(2).in("a").sign();
    Entry thief = Draft.of(other, left, right).in("a", left, right).sign();
    Entry below = Draft.of(root, thief).in("a", thief).sign();
    put(thief, left, right, other, below, root);
    assertEquals(tips(left, right, below), await(entries.tips(root.id())));
    assertEquals(tips(left, right, below), await(entries.tips(root.id(), "a")));
    assertEquals(tips(other, thief), await(entries.tips(other.id())));
    assertEquals(tips(other, thief), await(entries.tips(other.id(), "a")));
    settle(EntryStatus.VERIFIED, root, left, other);
    assertEquals(tips(left), now());
    assertEquals(tips(other), await(entries.verifiedTips(other.id())));
  }

  @Test
  @Tag("EST-12")
  @Tag("EST-14")
  void verifiedTipsAreOfWhatIsVerified() {
    put(root, left, right, side, merge);
    assertEquals(Tips.NONE, now());
    assertEquals(Tips.NONE, await(entries.verifiedTips(root.id(), "a")));
    settle(EntryStatus.VERIFIED, root, left);
    assertEquals(tips(left), now());
    assertEquals(tips(left), await(entries.verifiedTips(root.id(), "a")));
    settle(EntryStatus.VERIFIED, right);
    assertEquals(tips(left, right), now());
    assertEquals(tips(left, right), await(entries.verifiedTips(root.id(), "a")));
    settle(EntryStatus.FAILED, side);
    assertEquals(tips(left, right), now());
    assertEquals(tips(right), await(entries.verifiedTips(root.id(), "b")));
    assertEquals(tips(merge), await(entries.tips(root.id())));
  }

  @Test
  @Tag("EST-13")
  void whatIsVoidLeadsOn() {
    putVerified(root, left, right, side, merge, last);
    settle(EntryStatus.VOID, last);
    assertEquals(tips(merge), now());
    settle(EntryStatus.VOID, merge);
    assertEquals(tips(left, side), now());
    settle(EntryStatus.VOID, right);
    assertEquals(tips(left, side), now());
    settle(EntryStatus.VOID, side);
    assertEquals(tips(left), now());
    settle(EntryStatus.VOID, left);
    assertEquals(tips(root), now());
    settle(EntryStatus.VERIFIED, merge);
    assertEquals(tips(merge), now());
    settle(EntryStatus.VOID, merge, root);
    assertEquals(Tips.NONE, now());
    settle(EntryStatus.VERIFIED, root, left, right, side, merge, last);
    assertEquals(tips(last), now());
  }

  /** What is put upon something void covers what that leads on to. */
  @Test
  @Tag("EST-13")
  void whatBuildsOnSomethingVoidCoversWhatIsBelow() {
    putVerified(root, left, right);
    settle(EntryStatus.VOID, right);
    assertEquals(tips(left), now());
    putVerified(side);
    assertEquals(tips(left, side), now());
    settle(EntryStatus.VOID, left);
    assertEquals(tips(side), now());
    settle(EntryStatus.VERIFIED, left);
    assertEquals(tips(left, side), now());
  }

  @Test
  @Tag("EST-14")
  void theTipsOfAStoreAreThoseOfTheMoment() {
    putVerified(root, left, right, side, merge, last);
    settle(EntryStatus.VOID, merge);
    assertEquals(tips(last), now());
    assertEquals(tips(merge), await(entries.verifiedTips(root.id(), "a")));
    settle(EntryStatus.VOID, last);
    assertEquals(tips(left, side), now());
    assertEquals(tips(left, right), await(entries.verifiedTips(root.id(), "a")));
    assertEquals(tips(side), await(entries.verifiedTips(root.id(), "b")));
    settle(EntryStatus.VERIFIED, last);
    assertEquals(tips(merge), await(entries.verifiedTips(root.id(), "a")));
    assertEquals(tips(last), await(entries.verifiedTips(root.id(), "b")));
  }

  @Test
  @Tag("EST-15")
  void everyMomentHasItsTips() {
    putVerified(root, left, right, side, merge, last);
    assertEquals(tips(root), await(entries.tipsAt(root.id(), "a", tips(root))));
    assertEquals(tips(left), await(entries.tipsAt(root.id(), "a", tips(left))));
    assertEquals(tips(left, right), await(entries.tipsAt(root.id(), "a", tips(left, side))));
    assertEquals(tips(merge), await(entries.tipsAt(root.id(), "a", tips(last))));
    assertEquals(tips(merge), await(entries.tipsAt(root.id(), "a", tips(merge, left))));
    assertEquals(tips(side), await(entries.tipsAt(root.id(), "b", tips(merge))));
    assertEquals(Tips.NONE, await(entries.tipsAt(root.id(), "b", tips(left))));
    assertEquals(Tips.NONE, await(entries.tipsAt(root.id(), "a", Tips.NONE)));
  }

  @Test
  @Tag("EST-15")
  void whatIsNotThereOfAMomentIsLeftOut() {
    put(last, merge, right, root);
    assertEquals(tips(merge), await(entries.tipsAt(root.id(), "a", tips(last))));
    assertEquals(tips(last), await(entries.tipsAt(root.id(), "b", tips(last))));
    assertEquals(Tips.NONE, await(entries.tipsAt(root.id(), "b", tips(merge))));
  }

  @Test
  @Tag("EST-16")
  void aMomentIsOfEntriesOfTheDatabase() {
    Entry other = Draft.root(2).in("a").sign();
    putVerified(root, other);
    assertFails(ErrorCode.ENTRY_MISSING, entries.tipsAt(root.id(), "a", tips(root, left)));
    assertFails(ErrorCode.BAD_REQUEST, entries.tipsAt(root.id(), "a", tips(root, other)));
    assertFails(ErrorCode.BAD_REQUEST, entries.tipsAt(left.id(), "a", tips(root)));
  }
}
