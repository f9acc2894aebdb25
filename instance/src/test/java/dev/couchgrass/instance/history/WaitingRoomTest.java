package dev.couchgrass.instance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits in the store, how much of it, and when it is looked at again. */
class WaitingRoomTest {
  private static Vertx vertx;

  private final SigningKey anna = Scribe.key(1);
  private final SigningKey bert = Scribe.key(2);
  private final SigningKey eve = Scribe.key(4);
  private final Scribe scribe =
      new Scribe(anna, Map.of(bert, KeyGrant.of(new Permission.Write(1)).withName("writer")));
  private final Entry root = scribe.root();
  private Storage storage;
  private EntryStore entries;
  private History history;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void open() {
    storage = await(MemoryStorage.open(vertx));
    entries = await(storage.entries());
    history = history(1_000, 1L << 20);
  }

  @AfterEach
  void close() {
    await(storage.close());
  }

  private History history(int room, long bytes) {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    Terms terms = new Terms(clock, Duration.ofMinutes(1), room, bytes, Delegates.NONE);
    return new History(vertx, entries, root.id(), terms);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  private Received take(Entry... some) {
    return await(history.take(List.of(some), true, done -> Future.succeededFuture()));
  }

  private List<Cid> inStore(EntryStatus status) {
    return await(await(entries.withStatus(root.id(), status)).toList(10_000)).stream()
        .map(StoredEntry::entry)
        .map(Entry::id)
        .toList();
  }

  /** Notes beside each other, on top of one. */
  private List<Entry> notes(Entry parent, int count) {
    List<Entry> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(scribe.note(parent, root, parent.id() + "." + i).sign(bert));
    }
    return notes;
  }

  private Entry note(Entry parent, String text) {
    return scribe.note(parent, root, text).sign(bert);
  }

  /** A note that is wrong, which shows when its parent is there. */
  private Entry wrong(Entry parent, String text) {
    return scribe.note(parent, root, text).height(parent.height() + 7).sign(bert);
  }

  @Test
  void noMoreBytesWaitThanThereIsRoomFor() {
    Entry parent = note(root, "p");
    List<Entry> notes = notes(parent, 5);
    int size = notes.get(0).bytes().length;
    // Of room for eight, six are for keys that may write, and half of these for one of them.
    history = history(1_000, 8L * size);
    take(root);
    assertEquals(5, take(notes.toArray(Entry[]::new)).waiting().size());
    assertEquals(3, inStore(EntryStatus.UNVERIFIED).size());
    history = history(1_000, 8L * size);
    take(notes(note(root, "q"), 5).toArray(Entry[]::new));
    assertEquals(3, inStore(EntryStatus.UNVERIFIED).size(), "what was there before counts");
    assertEquals(4, take(parent).accepted().size());
    take(notes(note(root, "q"), 5).toArray(Entry[]::new));
    assertEquals(3, inStore(EntryStatus.UNVERIFIED).size(), "there is room again");
  }

  @Test
  void whatIsForgedDoesNotWait() {
    take(root);
    Entry parent = note(root, "p");
    SigKey bertSays = new SigKey.Direct(new KeyHint.ByKey(bert.publicKey()));
    Entry forged = scribe.note(parent, root, "f").signer(bertSays).sign(eve);
    assertEquals(Set.of(forged.id()), take(forged).refused().keySet());
    assertEquals(List.of(), inStore(EntryStatus.UNVERIFIED));
    SigKey byName = new SigKey.Direct(new KeyHint.ByName("writer"));
    Entry named = scribe.note(parent, root, "n").signer(byName).sign(eve);
    assertEquals(Set.of(named.id()), take(named).waiting().keySet());
  }

  @Test
  void onlyWhatWaitsForWhatCameIsJudgedAgain() {
    take(root);
    Entry one = note(root, "1");
    Entry other = note(root, "2");
    take(notes(one, 30).toArray(Entry[]::new));
    take(notes(other, 20).toArray(Entry[]::new));
    Received received = take(one);
    assertEquals(31, received.accepted().size());
    assertEquals(Map.of(), received.waiting(), "nobody looks at what waits for something else");
    assertEquals(20, inStore(EntryStatus.UNVERIFIED).size());
    assertEquals(21, take(other).accepted().size());
  }

  @Test
  void aChainThatComesBackwardsIsTaken() {
    List<Entry> chain = new ArrayList<>(List.of(root));
    while (chain.size() < 200) {
      chain.add(note(chain.get(chain.size() - 1), "n" + chain.size()));
    }
    Collections.reverse(chain);
    for (Entry entry : chain.subList(0, 199)) {
      assertEquals(Set.of(entry.id()), take(entry).waiting().keySet());
    }
    assertEquals(200, take(root).accepted().size());
    assertEquals(List.of(), inStore(EntryStatus.UNVERIFIED));
  }

  @Test
  void whatWaitsAndComesAgainIsToldOf() {
    take(root);
    Entry parent = note(root, "p");
    Entry child = note(parent, "c");
    take(child);
    assertEquals(Map.of(child.id(), Set.of(parent.id())), take(child).waiting());
    await(entries.putVerified(List.of(parent)));
    assertEquals(List.of(child.id()), take(child).accepted());
  }

  @Test
  void whatBuildsOnWhatFailedFailsWithIt() {
    take(root);
    Entry parent = note(root, "p");
    Entry wrong = wrong(parent, "w");
    Entry onTop = note(wrong, "t");
    take(onTop, wrong);
    assertEquals(Set.of(wrong.id(), onTop.id()), take(parent).refused().keySet());
    assertEquals(List.of(wrong.id(), onTop.id()), inStore(EntryStatus.FAILED));
  }

  @Test
  void noMoreIsKeptOfWhatFailedThanAsMuchAgain() {
    history = history(4, 1L << 20);
    take(root);
    for (int wave = 0; wave < 6; wave++) {
      Entry parent = note(root, "p" + wave);
      for (int i = 0; i < 4; i++) {
        take(wrong(parent, "w" + i));
      }
      take(parent);
      if (wave == 3) {
        history = history(4, 1L << 20);
      }
    }
    int failed = inStore(EntryStatus.FAILED).size();
    assertTrue(failed > 0 && failed <= 8, failed + " are kept");
    assertEquals(List.of(), inStore(EntryStatus.UNVERIFIED));
  }
}
