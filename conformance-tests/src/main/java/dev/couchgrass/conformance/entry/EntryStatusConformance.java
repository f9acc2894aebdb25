package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.error.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may become known of entries, and when. */
public abstract class EntryStatusConformance extends EntryFixture {
  private final Entry root = Draft.root(1).in("a").sign();
  private final Entry one = Draft.of(root, root).in("a", root).sign();
  private final Entry two = Draft.of(root, one).in("a", one).sign();

  protected EntryStatusConformance(StorageHome.Source homes) {
    super(homes);
  }

  private void assertRefused(EntryStatus status, Entry... all) {
    assertFails(ErrorCode.ENTRY_STATUS, entries.setStatus(statuses(status, all)));
  }

  @Test
  @Tag("EST-5")
  void whatFailedStaysSo() {
    put(root);
    settle(EntryStatus.UNVERIFIED, root);
    settle(EntryStatus.FAILED, root);
    settle(EntryStatus.FAILED, root);
    for (EntryStatus other :
        List.of(EntryStatus.VERIFIED, EntryStatus.UNVERIFIED, EntryStatus.VOID)) {
      assertRefused(other, root);
      assertEquals(EntryStatus.FAILED, status(root));
    }
    assertEquals(Tips.NONE, await(entries.verifiedTips(root.id())));
  }

  @Test
  @Tag("EST-5")
  void whatIsAcceptedStaysSo() {
    put(root);
    for (EntryStatus accepted :
        List.of(EntryStatus.VERIFIED, EntryStatus.VERIFIED, EntryStatus.VOID)) {
      settle(accepted, root);
      assertEquals(accepted, status(root));
      assertRefused(EntryStatus.FAILED, root);
      assertRefused(EntryStatus.UNVERIFIED, root);
      assertEquals(accepted, status(root));
    }
    settle(EntryStatus.VERIFIED, root);
    assertEquals(EntryStatus.VERIFIED, status(root));
  }

  @Test
  @Tag("EST-6")
  void nothingIsAcceptedBeforeItsParents() {
    put(two, one);
    assertRefused(EntryStatus.VERIFIED, two);
    assertRefused(EntryStatus.VERIFIED, one, two);
    put(root);
    assertRefused(EntryStatus.VERIFIED, one);
    assertRefused(EntryStatus.VOID, one);
    settle(EntryStatus.VERIFIED, root);
    assertRefused(EntryStatus.VERIFIED, two);
    Map<Cid, EntryStatus> failsBelow = new HashMap<>(statuses(EntryStatus.VERIFIED, two));
    failsBelow.put(one.id(), EntryStatus.FAILED);
    assertFails(ErrorCode.ENTRY_STATUS, entries.setStatus(failsBelow));
    settle(EntryStatus.VOID, one);
    settle(EntryStatus.VERIFIED, two);
    assertEquals(tips(two), await(entries.verifiedTips(root.id())));
  }

  @Test
  @Tag("EST-6")
  void manyAreAcceptedInOneCall() {
    put(two, root, one);
    settle(EntryStatus.VERIFIED, two, one, root);
    assertEquals(tips(two), await(entries.verifiedTips(root.id())));
    assertEquals(tips(two), await(entries.verifiedTips(root.id(), "a")));
  }

  /** The parent in the store is no parent in the database. */
  @Test
  @Tag("EST-6")
  void parentsInAStoreCountAsWell() {
    Entry other = Draft.of(root, root).in("b").sign();
    Entry child = Draft.of(root, one).in("b", other).sign();
    putVerified(root, one);
    put(child);
    assertRefused(EntryStatus.VERIFIED, child);
    put(other);
    assertRefused(EntryStatus.VERIFIED, child);
    settle(EntryStatus.FAILED, other);
    assertRefused(EntryStatus.VERIFIED, child);
  }

  @Test
  @Tag("EST-7")
  void parentsElsewhereAreNone() {
    Entry stranger = Draft.root(2).in("a").sign();
    putVerified(root, one, stranger);
    Entry ofStranger = Draft.of(root, stranger).sign();
    Entry inStoreOfStranger = Draft.of(root, one).in("a", stranger).sign();
    Entry notInStore = Draft.of(root, one).in("b", one).sign();
    for (Entry entry : List.of(ofStranger, inStoreOfStranger, notInStore)) {
      put(entry);
      assertRefused(EntryStatus.VERIFIED, entry);
      assertFails(ErrorCode.ENTRY_STATUS, entries.putVerified(List.of(entry)));
      assertEquals(EntryStatus.UNVERIFIED, status(entry));
    }
    assertEquals(tips(one), await(entries.verifiedTips(root.id())));
  }

  @Test
  @Tag("EST-7")
  void parentsThatAreNotLowerAreNone() {
    Entry level = Draft.of(root, one).height(one.height()).sign();
    Entry levelInStore = Draft.of(root, one).in("a", OptionalLong.of(one.height()), one).sign();
    for (Entry entry : List.of(level, levelInStore)) {
      assertFails(ErrorCode.ENTRY_STATUS, entries.putVerified(List.of(root, one, entry)));
      put(root, one, entry);
      settle(EntryStatus.VERIFIED, root, one);
      assertRefused(EntryStatus.VERIFIED, entry);
    }
  }

  @Test
  @Tag("EST-3")
  @Tag("EST-8")
  void aCallThatIsRefusedChangesNothing() {
    put(root, one);
    assertFails(
        ErrorCode.ENTRY_MISSING, entries.setStatus(statuses(EntryStatus.VERIFIED, root, one, two)));
    assertEquals(EntryStatus.UNVERIFIED, status(root));
    put(two);
    settle(EntryStatus.FAILED, two);
    assertRefused(EntryStatus.VERIFIED, root, one, two);
    assertEquals(EntryStatus.UNVERIFIED, status(root));
    assertEquals(EntryStatus.UNVERIFIED, status(one));
    assertEquals(Tips.NONE, await(entries.verifiedTips(root.id())));
    await(entries.setStatus(Map.of()));
  }
}
