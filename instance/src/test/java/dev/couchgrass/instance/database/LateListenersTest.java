package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.history.Delegates;
import dev.couchgrass.instance.history.History;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.history.Terms;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener is added while somebody writes. */
class LateListenersTest extends OnVertx {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final Entry root = new Genesis(Doc.EMPTY, random).sign(anna, CLOCK);
  private final Entry note =
      EntryBuilder.child(root.id(), List.of(root.id()), List.of(root.id())).height(1).sign(anna);
  private final Entry next =
      EntryBuilder.child(root.id(), List.of(note.id()), List.of(root.id())).height(2).sign(anna);
  private final AtomicBoolean slow = new AtomicBoolean();
  private final Promise<Void> gate = Promise.promise();
  private final List<WriteEvent> heard = new CopyOnWriteArrayList<>();
  private Storage storage;
  private EntryStore entries;
  private DatabaseCore core;

  @BeforeEach
  void open() {
    storage = await(MemoryStorage.open(vertx));
    entries = await(storage.entries());
    EntryStore answersLate =
        (EntryStore)
            Proxy.newProxyInstance(
                EntryStore.class.getClassLoader(),
                new Class<?>[] {EntryStore.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(entries, arguments);
                  boolean held =
                      method.getName().equals("verifiedTips") && slow.compareAndSet(true, false);
                  return held ? ((Future<?>) answer).compose(this::held) : answer;
                });
    Terms terms = new Terms(CLOCK, Duration.ofMinutes(1), 100, 1L << 20, Delegates.NONE);
    core =
        new DatabaseCore(
            answersLate,
            new History(vertx, answersLate, root.id(), terms),
            new DatabaseCore.Means(CLOCK, random));
    take(root);
  }

  @AfterEach
  void close() {
    await(storage.close());
    anna.close();
  }

  private <T> Future<T> held(T answer) {
    return gate.future().map(answer);
  }

  private void take(Entry entry) {
    assertEquals(
        List.of(entry.id()), await(core.take(List.of(entry), WriteSource.LOCAL)).accepted());
  }

  private Future<Void> note(WriteEvent event) {
    heard.add(event);
    return Future.succeededFuture();
  }

  /** What the listener is told at first is read before a write, and is there after it. */
  @Test
  void hearsEachWriteOnceAndInOrder() {
    slow.set(true);
    Future<Registration> listening = core.listen(Tips.of(root.id()), this::note);
    Future<Received> writing = core.take(List.of(note), WriteSource.LOCAL);
    // Long enough for the write, if it does not wait.
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (!writing.isComplete() && System.nanoTime() < end) {
      await(entries.get(root.id()));
    }
    gate.complete();
    await(listening);
    await(writing);
    take(next);
    assertEquals(
        List.of(
            new WriteEvent(Tips.of(root.id()), Tips.of(note.id()), WriteSource.LOCAL),
            new WriteEvent(Tips.of(note.id()), Tips.of(next.id()), WriteSource.LOCAL)),
        heard);
  }

  @Test
  void hearsFirstWhatItDidNotKnow() {
    take(note);
    await(core.listen(Tips.of(note.id()), this::note));
    assertEquals(List.of(), heard);
    await(core.listen(Tips.of(root.id()), this::note));
    assertEquals(
        List.of(new WriteEvent(Tips.of(root.id()), Tips.of(note.id()), WriteSource.BOTH)), heard);
  }
}
