package dev.couchgrass.instance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.AuthSettings;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody takes the room to wait from those who may write. */
class FairSharesTest {
  private static final int ROOM = 40;

  private static Vertx vertx;

  private final SigningKey anna = Scribe.key(1);
  private final SigningKey bert = Scribe.key(2);
  private final SigningKey carl = Scribe.key(3);
  private final SigningKey eve = Scribe.key(4);
  private final KeyGrant write = KeyGrant.of(new Permission.Write(1));
  private final Scribe scribe =
      new Scribe(
          anna,
          Map.of(
              bert, write.withName("writer"),
              carl, write,
              eve, KeyGrant.of(new Permission.Read())));
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
    restart();
    take(root);
  }

  @AfterEach
  void close() {
    await(storage.close());
  }

  private void restart() {
    Terms terms =
        new Terms(
            InstantSource.fixed(Instant.EPOCH),
            Duration.ofMinutes(1),
            ROOM,
            1L << 20,
            Delegates.NONE);
    history = new History(vertx, entries, root.id(), terms);
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

  private Set<Cid> kept() {
    return await(await(entries.withStatus(root.id(), EntryStatus.UNVERIFIED)).toList(10_000))
        .stream()
        .map(StoredEntry::entry)
        .map(Entry::id)
        .collect(Collectors.toSet());
  }

  private Entry note(Entry parent, String text) {
    return scribe.note(parent, root, text).sign(bert);
  }

  /** Notes beside each other, on top of one that is not there. */
  private void send(String name, int count, SigKey signer, SigningKey key) {
    Entry parent = note(root, name);
    List<Entry> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(scribe.note(parent, root, name + i).signer(signer).sign(key));
    }
    take(notes.toArray(Entry[]::new));
  }

  private static SigKey direct(SigningKey key) {
    return new SigKey.Direct(new KeyHint.ByKey(key.publicKey()));
  }

  /** All that a reader may send: under a name, by way of another database, and under her key. */
  private void flood() {
    send("n", ROOM, new SigKey.Direct(new KeyHint.ByName("writer")), eve);
    SigKey delegated =
        new SigKey.Delegated(
            List.of(new DelegationStep(Scribe.absent(), List.of(Scribe.absent()))),
            new KeyHint.ByKey(eve.publicKey()));
    send("d", ROOM, delegated, eve);
    send("g", ROOM, new SigKey.Direct(new KeyHint.Global(eve.publicKey())), eve);
    send("k", ROOM, direct(eve), eve);
  }

  @Test
  void whatNobodyVouchesForHasAQuarter() {
    flood();
    assertEquals(ROOM / 4, kept().size());
  }

  @Test
  void whoMayWriteFindsRoomWhateverReadersSend() {
    flood();
    Entry onTop = note(note(root, "p"), "c");
    take(onTop);
    assertTrue(kept().contains(onTop.id()));
    restart();
    Entry other = note(note(root, "q"), "d");
    take(other);
    assertTrue(kept().contains(other.id()), "also when it was counted anew");
  }

  @Test
  void whatIsWithheldFindsRoomWhateverReadersSend() {
    flood();
    take(
        scribe.change(root, root, AuthSettings.of(settings()).revoke(bert.publicKey())).sign(anna));
    Entry late = note(root, "late");
    assertEquals(Set.of(late.id()), take(late).withheld().keySet());
    assertTrue(kept().contains(late.id()));
  }

  private Doc settings() {
    return Doc.decode(root.data(StoreNames.SETTINGS).orElseThrow());
  }

  @Test
  void oneWhoMayWriteLeavesRoomForTheNext() {
    send("b", ROOM, direct(bert), bert);
    int berts = kept().size();
    assertEquals(15, berts, "half of three quarters");
    send("c", ROOM, direct(carl), carl);
    assertEquals(8, kept().size() - berts, "half of what is left");
    send("a", ROOM, direct(anna), anna);
    assertEquals(4, kept().size() - berts - 8);
  }

  @Test
  void whatFailsOfReadersKeepsNobodyOut() {
    for (int wave = 0; wave < 8; wave++) {
      Entry parent = note(root, "p" + wave);
      List<Entry> wrong = new ArrayList<>();
      for (int i = 0; i < ROOM; i++) {
        wrong.add(scribe.note(parent, root, "w" + i).sign(eve));
      }
      take(wrong.toArray(Entry[]::new));
      take(parent);
    }
    Entry onTop = note(note(root, "p"), "c");
    take(onTop);
    assertEquals(Set.of(onTop.id()), kept());
  }
}
