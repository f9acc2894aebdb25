package dev.couchgrass.instance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.KeyStatus;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where signatures are verified, and how often. */
class VerificationTest {
  private static Vertx vertx;

  private final SigningKey anna = Scribe.key(1);
  private final SigningKey bert = Scribe.key(2);
  private final SigningKey carl = Scribe.key(3);
  private final SigningKey eve = Scribe.key(4);
  private final Scribe scribe =
      new Scribe(
          anna,
          Map.of(
              bert, KeyGrant.of(new Permission.Write(1)).withName("writer"),
              carl, KeyGrant.of(new Permission.Write(2)).withName("writer")));
  private final Entry root = scribe.root();
  private final Map<Cid, Integer> verified = new ConcurrentHashMap<>();
  private final AtomicBoolean onEventLoop = new AtomicBoolean();
  private Storage storage;
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
    history = history(this::count);
  }

  @AfterEach
  void close() {
    await(storage.close());
  }

  private History history(Signatures.Verifier verifier) {
    return history(InstantSource.fixed(Instant.EPOCH), verifier);
  }

  private History history(InstantSource clock, Signatures.Verifier verifier) {
    Terms terms = new Terms(clock, Duration.ofMinutes(1), 100, 1L << 20, Delegates.NONE);
    return new History(new Workers(vertx), await(storage.entries()), root.id(), terms, verifier);
  }

  private boolean count(Entry entry, PublicKey key) {
    verified.merge(entry.id(), 1, Integer::sum);
    if (Context.isOnEventLoopThread()) {
      onEventLoop.set(true);
    }
    return entry.isSignedBy(key);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  /** Takes entries in on an event loop, as whoever reads from the network does. */
  private Received take(Collection<Entry> entries) {
    verified.clear();
    Promise<Received> done = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            now -> {
              history
                  .take(List.copyOf(entries), true, received -> Future.succeededFuture())
                  .onComplete(done);
            });
    return await(done.future());
  }

  private List<Entry> chain(int length) {
    List<Entry> chain = new ArrayList<>(List.of(root));
    while (chain.size() < length) {
      Entry last = chain.get(chain.size() - 1);
      chain.add(scribe.note(last, root, "n" + chain.size()).sign(bert));
    }
    return chain;
  }

  private void assertOnceEach(Collection<Entry> entries) {
    entries.forEach(entry -> assertEquals(1, verified.getOrDefault(entry.id(), 0)));
    assertEquals(entries.size(), verified.size());
    assertTrue(!onEventLoop.get(), "a signature was verified on an event loop");
  }

  @Test
  void eachIsVerifiedOnceAndNotOnAnEventLoop() {
    List<Entry> chain = chain(200);
    assertEquals(200, take(chain).accepted().size());
    assertOnceEach(chain);
    assertEquals(200, take(chain).known().size());
    assertEquals(Map.of(), verified, "what was accepted is not verified again");
  }

  @Test
  void severalAreVerifiedAtATime() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
    CountDownLatch two = new CountDownLatch(2);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean met = new AtomicBoolean(true);
    history =
        history(
            (entry, key) -> {
              if (seen.add(Thread.currentThread())) {
                two.countDown();
                try {
                  met.compareAndSet(true, two.await(20, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }
              return entry.isSignedBy(key);
            });
    assertEquals(100, take(chain(100)).accepted().size());
    assertTrue(met.get(), "one waits for the other in vain if they are verified in a row");
  }

  /** Whoever judges an entry asks for the time. */
  @Test
  void theFirstAreJudgedWhileTheLastAreVerified() {
    List<Entry> chain = chain(200);
    Entry last = chain.get(chain.size() - 1);
    CountDownLatch judged = new CountDownLatch(1);
    AtomicBoolean met = new AtomicBoolean();
    InstantSource clock =
        () -> {
          judged.countDown();
          return Instant.EPOCH;
        };
    history =
        history(
            clock,
            (entry, key) -> {
              if (entry.equals(last)) {
                try {
                  met.set(judged.await(20, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }
              return entry.isSignedBy(key);
            });
    assertEquals(200, take(chain).accepted().size());
    assertTrue(met.get(), "nothing is judged before the last signature is verified");
  }

  /** Bert writes, and Carl on top of it, without knowing that Anna revoked Bert. */
  @Test
  void whatIsWithheldAndThenBuiltOnIsVerifiedOnce() {
    Entry berts = scribe.note(root, root, "b").sign(bert);
    Entry carls = scribe.note(berts, root, "c").sign(carl);
    Entry revoke = revocationOfBert();
    take(List.of(root, revoke));
    Received received = take(List.of(berts, carls));
    assertEquals(List.of(carls.id()), received.accepted());
    assertOnceEach(List.of(berts, carls));
  }

  private Entry revocationOfBert() {
    KeyGrant revoked = KeyGrant.of(new Permission.Write(1)).withStatus(KeyStatus.REVOKED);
    return scribe.change(root, root, Scribe.granting(bert, revoked)).sign(anna);
  }

  @Test
  void aRevocationVerifiesNothingAgain() {
    Entry berts = scribe.note(root, root, "b").sign(bert);
    Entry carls = scribe.note(berts, root, "c").sign(carl);
    Entry revoke = revocationOfBert();
    take(List.of(root, berts, carls));
    take(List.of(revoke));
    assertOnceEach(List.of(revoke));
    assertEquals(Tips.of(Set.of(carls.id(), revoke.id())), await(history.now()));
  }

  @Test
  void ofOneNameTheKeysAreTriedOnWorkers() {
    SigKey writer = new SigKey.Direct(new KeyHint.ByName("writer"));
    Entry berts = scribe.note(root, root, "b").signer(writer).sign(bert);
    Entry carls = scribe.note(berts, root, "c").signer(writer).sign(carl);
    assertEquals(3, take(List.of(root, berts, carls)).accepted().size());
    assertTrue(!onEventLoop.get(), "a signature was verified on an event loop");
    assertEquals(3, verified.get(berts.id()) + verified.get(carls.id()));
    take(List.of(revocationOfBert()));
    assertEquals(1, verified.size(), "who signed is remembered: " + verified);
  }

  @Test
  void garbageCostsOneVerification() {
    SigKey bertSays = new SigKey.Direct(new KeyHint.ByKey(bert.publicKey()));
    List<Entry> garbage =
        List.of(
            scribe.note(root, root, "stranger").sign(eve),
            scribe.note(root, root, "forged").signer(bertSays).sign(eve),
            scribe
                .note(root, root, "nobody")
                .signer(new SigKey.Direct(new KeyHint.ByName("nobody")))
                .sign(eve));
    take(List.of(root));
    assertEquals(3, take(garbage).refused().size());
    verified.values().forEach(times -> assertEquals(1, times));
    assertTrue(!onEventLoop.get(), "a signature was verified on an event loop");
  }
}
