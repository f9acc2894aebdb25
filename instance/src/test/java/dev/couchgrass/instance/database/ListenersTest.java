package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.store.DocStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenersTest extends OnVertx {
  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final List<WriteEvent> heard = new CopyOnWriteArrayList<>();
  private Entry root;
  private Replica one;
  private Replica two;

  @BeforeEach
  void open() {
    root = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.system());
    one = new Replica(vertx, root.id());
    two = new Replica(vertx, root.id());
    one.take(root);
    two.take(root);
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  private static Cid write(SignedDatabase database, String text) {
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "notes")).set("a", text);
    return await(transaction.commit());
  }

  private Future<Void> note(WriteEvent event) {
    heard.add(event);
    return Future.succeededFuture();
  }

  @Test
  void eachWriteIsHeardInItsOrderWithItsSource() {
    await(one.reader().onWrite(this::note));
    Cid first = write(one.as(anna), "1");
    two.pull(one);
    Cid second = write(two.as(anna), "2");
    one.pull(two);
    assertEquals(
        List.of(
            new WriteEvent(Tips.of(root.id()), Tips.of(first), WriteSource.LOCAL),
            new WriteEvent(Tips.of(first), Tips.of(second), WriteSource.REMOTE)),
        heard);
    assertEquals(
        List.of(first, second),
        await(one.reader().added(Tips.of(root.id()), heard.get(1).after())));
    assertEquals(List.of(), await(one.reader().added(Tips.of(second), Tips.of(first))));
  }

  @Test
  void whatComesWhileAListenerIsBusyIsHeardAsOne() {
    Promise<Void> busy = Promise.promise();
    await(
        one.reader()
            .onWrite(
                event -> {
                  heard.add(event);
                  return heard.size() == 1 ? busy.future() : Future.succeededFuture();
                }));
    Cid first = write(one.as(anna), "1");
    write(one.as(anna), "2");
    Cid third = write(one.as(anna), "3");
    assertEquals(1, heard.size());
    busy.complete();
    assertEquals(
        List.of(
            new WriteEvent(Tips.of(root.id()), Tips.of(first), WriteSource.LOCAL),
            new WriteEvent(Tips.of(first), Tips.of(third), WriteSource.LOCAL)),
        heard);
  }

  @Test
  void aListenerThatFailsHarmsNobodyAndHearsOn() {
    await(
        one.reader()
            .onWrite(
                event -> {
                  heard.add(event);
                  throw new IllegalStateException("on purpose");
                }));
    await(
        one.reader()
            .onWrite(
                event -> {
                  heard.add(event);
                  return Future.failedFuture("on purpose");
                }));
    write(one.as(anna), "1");
    write(one.as(anna), "2");
    assertEquals(4, heard.size());
  }

  @Test
  void aListenerMayWrite() {
    Promise<Void> echoed = Promise.promise();
    await(
        one.reader()
            .onWrite(
                event -> {
                  heard.add(event);
                  if (heard.size() == 3) {
                    echoed.complete();
                    return Future.succeededFuture();
                  }
                  return echo();
                }));
    write(one.as(anna), "1");
    await(echoed.future());
    assertEquals(heard.get(0).after(), heard.get(1).before());
    assertEquals(heard.get(1).after(), heard.get(2).before());
  }

  private Future<DocStore> echo() {
    return one.as(anna)
        .write(
            transaction ->
                transaction
                    .store(DocStore.TYPE, "notes")
                    .map(
                        notes -> {
                          notes.set("b", "echo");
                          return notes;
                        }));
  }

  @Test
  void whoIsClosedHearsNothing() {
    Registration registration = await(one.reader().onWrite(this::note));
    registration.close();
    registration.close();
    write(one.as(anna), "1");
    assertEquals(List.of(), heard);
  }

  @Test
  void whoKnowsAnEarlierMomentHearsWhatCameSince() {
    Cid first = write(one.as(anna), "1");
    await(one.reader().onWriteSince(Tips.of(root.id()), this::note));
    assertEquals(
        List.of(new WriteEvent(Tips.of(root.id()), Tips.of(first), WriteSource.BOTH)), heard);
    assertTrue(one.take(entry(first)).known().contains(first));
    assertEquals(1, heard.size());
  }

  private Entry entry(Cid id) {
    return await(one.entries().get(id)).orElseThrow().entry();
  }
}
