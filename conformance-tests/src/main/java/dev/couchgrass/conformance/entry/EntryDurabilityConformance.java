package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is there of entries when a storage is opened again, and after a crash. */
public abstract class EntryDurabilityConformance extends EntryFixture {
  private static final int WRITES = 100;

  private final Entry root = Draft.root(1).in("a").sign();
  private final Entry one = Draft.of(root, root).in("a", root).sign();
  private final Entry two = Draft.of(root, one).in("a", one).sign();
  private final Entry failed = Draft.of(root, root).in("a", root).entropy(1).sign();
  private final Entry large = Draft.of(root, two).data("b", 200_000).sign();

  protected EntryDurabilityConformance(StorageHome.Source homes) {
    super(homes);
  }

  private void fill() {
    put(large, failed, two);
    putVerified(root, one, two);
    settle(EntryStatus.VOID, two);
    settle(EntryStatus.FAILED, failed);
    await(entries.setInstanceMetadata(new byte[] {1}));
    await(entries.setInstanceSecrets(new byte[] {2}));
  }

  private void assertFilled() {
    assertEquals(EntryStatus.VERIFIED, status(root));
    assertEquals(EntryStatus.VOID, status(two));
    assertEquals(EntryStatus.FAILED, status(failed));
    assertEquals(EntryStatus.UNVERIFIED, status(large));
    StoreFixture.assertFails(
        ErrorCode.ENTRY_STATUS, entries.setStatus(statuses(EntryStatus.VERIFIED, failed)));
    assertEquals(large, await(entries.get(large.id())).orElseThrow().entry());
    assertEquals(tips(large, failed), await(entries.tips(root.id())));
    assertEquals(tips(one), await(entries.verifiedTips(root.id())));
    assertEquals(tips(one), await(entries.verifiedTips(root.id(), "a")));
    assertEquals(tips(two, failed), await(entries.tips(root.id(), "a")));
    assertEquals(5, read(entries.entries(root.id())).size());
    assertEquals(List.of(root), read(entries.roots()));
    assertEquals(List.of(two), read(entries.withStatus(root.id(), EntryStatus.VOID)));
    assertEquals(1, await(entries.instanceMetadata()).orElseThrow()[0]);
    assertEquals(2, await(entries.instanceSecrets()).orElseThrow()[0]);
  }

  @Test
  @Tag("EST-37")
  void allIsThereWhenOpenedAgain() {
    fill();
    reopen();
    assertFilled();
    assertEquals(Set.of(), await(entries.put(List.of(root, large))));
    settle(EntryStatus.VERIFIED, two, large);
    reopen();
    assertEquals(tips(large), await(entries.verifiedTips(root.id())));
    assertEquals(List.of(), all(entries.missing(root.id())));
  }

  /** What a child noted of a parent that it awaits is known when that comes later. */
  @Test
  @Tag("EST-37")
  void parentsMayComeAfterAReopening() {
    put(two);
    reopen();
    put(one);
    assertEquals(tips(two), await(entries.tips(root.id())));
    assertEquals(tips(two), await(entries.tips(root.id(), "a")));
    assertEquals(List.of(root.id()), all(entries.missing(root.id())));
  }

  @Test
  @Tag("EST-38")
  void allIsThereAfterACrash() throws IOException {
    fill();
    crash();
    assertFilled();
  }

  @Test
  @Tag("EST-3")
  @Tag("EST-38")
  void ofACallAllIsThereAfterACrashOrNothing() throws IOException {
    putVerified(root);
    List<List<Entry>> calls =
        IntStream.range(0, WRITES)
            .mapToObj(
                number -> {
                  Entry first = Draft.of(root, root).entropy(number).in("a", root).sign();
                  return List.of(Draft.of(root, first).in("a", first).sign(), first);
                })
            .toList();
    List<Future<Set<Cid>>> writes = new ArrayList<>();
    calls.forEach(call -> writes.add(entries.putVerified(call)));
    await(writes.get(0));
    List<List<Entry>> answered = new ArrayList<>();
    for (int call = 0; call < WRITES; call++) {
      if (writes.get(call).succeeded()) {
        answered.add(calls.get(call));
      }
    }
    crash();
    List<Entry> there = read(entries.withStatus(root.id(), EntryStatus.VERIFIED));
    answered.forEach(call -> assertTrue(there.containsAll(call), "it was answered for"));
    for (List<Entry> call : calls) {
      assertEquals(there.contains(call.get(0)), there.contains(call.get(1)));
      assertEquals(
          there.contains(call.get(0)),
          await(entries.verifiedTips(root.id())).contains(call.get(0).id()));
    }
    assertEquals(there, read(entries.entries(root.id())));
  }
}
