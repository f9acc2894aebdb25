package dev.couchgrass.conformance.transaction;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.conformance.document.StoreFixture.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.operation.Author;
import dev.couchgrass.conformance.operation.OpenTransaction;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.DocumentTransaction;
import dev.couchgrass.store.EntryTransaction;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StateKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is left of a transaction when it has ended: nothing that could be used. */
public abstract class EndConformance extends TransactionFixture {
  private static final Hash ITEM = Hash.of(new byte[] {1});
  private static final Topic TOPIC = new Topic(ITEM);

  private final Author.Chain chain = Author.ALL.get(1).chain("a");
  private final Operation operation = chain.next();

  protected EndConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("TRX-16")
  void nothingIsUsedOnceItIsCommitted() {
    OpenTransaction open = OpenTransaction.begin(storage);
    List<Executable> calls = calls(open.handle());
    open.commit();
    assertEnded(calls);
  }

  @Test
  @Tag("TRX-16")
  void nothingIsUsedOnceItIsRolledBack() {
    OpenTransaction open = OpenTransaction.begin(storage);
    List<Executable> calls = calls(open.handle());
    open.rollback();
    assertEnded(calls);
    OpenTransaction next = OpenTransaction.begin(storage);
    assertEnded(calls);
    next.commit();
    assertEnded(calls);
  }

  private void assertEnded(List<Executable> calls) {
    for (int call = 0; call < calls.size(); call++) {
      assertThrows(IllegalStateException.class, calls.get(call), "call " + call);
    }
    assertEquals(Optional.empty(), await(logs.logs().latest(chain.log())));
    assertEquals(Optional.empty(), state("s"));
    assertEquals(0, await(db().info()).documents());
  }

  private List<Executable> calls(StorageTransaction tx) {
    List<Executable> calls = new ArrayList<>();
    addHandle(calls, tx);
    addLogs(calls, tx);
    addBeside(calls, tx);
    addDatabases(calls, await(tx.documents(DB)), await(tx.entries()));
    return calls;
  }

  private static void addHandle(List<Executable> calls, StorageTransaction tx) {
    calls.add(tx::operations);
    calls.add(tx::logs);
    calls.add(tx::topics);
    calls.add(tx::cursors);
    calls.add(() -> tx.orderer("o"));
    calls.add(tx::addressBook);
    calls.add(tx::states);
    calls.add(() -> tx.documents(DB));
    calls.add(tx::entries);
  }

  private void addLogs(List<Executable> calls, StorageTransaction tx) {
    var operations = tx.operations();
    calls.add(() -> operations.insert(operation, chain.log().id()));
    calls.add(() -> operations.delete(ITEM));
    calls.add(() -> operations.deleteBody(ITEM));
    calls.add(() -> operations.get(ITEM));
    calls.add(() -> operations.has(ITEM));
    calls.add(() -> operations.present(List.of(ITEM)));
    var of = tx.logs();
    calls.add(() -> of.prune(chain.log(), 1));
    calls.add(() -> of.forget(chain.log()));
    calls.add(() -> of.latest(chain.log()));
    calls.add(() -> of.at(chain.log(), 0));
    calls.add(() -> of.heights(List.of(chain.log())));
    calls.add(() -> of.size(chain.log(), LogRange.ALL));
    calls.add(() -> of.entries(chain.log(), LogRange.ALL, PageLimit.DEFAULT));
    calls.add(() -> of.logs(Optional.empty(), 1));
    var orderer = tx.orderer("o");
    calls.add(() -> orderer.add(ITEM, List.of()));
    calls.add(() -> orderer.take(1));
    calls.add(() -> orderer.acknowledge(List.of(ITEM)));
    calls.add(() -> orderer.restore(1));
    calls.add(() -> orderer.requeue(ITEM));
    calls.add(() -> orderer.state(ITEM));
    calls.add(orderer::counts);
  }

  private void addBeside(List<Executable> calls, StorageTransaction tx) {
    var topics = tx.topics();
    calls.add(() -> topics.associate(TOPIC, chain.log()));
    calls.add(() -> topics.remove(TOPIC, chain.log()));
    calls.add(() -> topics.contains(TOPIC, chain.log()));
    var cursors = tx.cursors();
    calls.add(() -> cursors.set(Cursor.start("c")));
    calls.add(() -> cursors.advance("c", chain.log(), 1));
    calls.add(() -> cursors.delete("c"));
    calls.add(() -> cursors.get("c"));
    var book = tx.addressBook();
    calls.add(() -> book.put(NodeInfo.of(chain.log().author())));
    calls.add(() -> book.remove(chain.log().author()));
    calls.add(() -> book.removeOlderThan(Duration.ofHours(1)));
    calls.add(() -> book.setTopics(chain.log().author(), Set.of(TOPIC)));
    calls.add(() -> book.node(chain.log().author()));
    calls.add(book::count);
    calls.add(book::random);
    var states = tx.states();
    calls.add(() -> states.set(StateKind.OTHER, "s", new byte[1]));
    calls.add(() -> states.delete(StateKind.OTHER, "s"));
    calls.add(() -> states.get(StateKind.OTHER, "s"));
  }

  private static void addDatabases(
      List<Executable> calls, DocumentTransaction documents, EntryTransaction entries) {
    calls.add(() -> documents.write(List.of()));
    calls.add(() -> documents.graft(List.of()));
    calls.add(() -> documents.get(id("a"), GetOptions.DEFAULTS));
    calls.add(() -> documents.revisionsDiff(Map.of()));
    calls.add(() -> documents.local(new LocalDocumentId("l")));
    calls.add(() -> documents.removeLocal(new LocalDocumentId("l")));
    calls.add(() -> entries.put(List.of()));
    calls.add(() -> entries.putVerified(List.of()));
    calls.add(() -> entries.setStatus(Map.of()));
    calls.add(() -> entries.get(List.of()));
  }

  @Test
  @Tag("TRX-17")
  void theWorkRunsWhereItWasAskedForAndIsAnsweredThere() {
    Context own = ((VertxInternal) vertx()).createEventLoopContext();
    List<String> elsewhere = new CopyOnWriteArrayList<>();
    Promise<Void> done = Promise.promise();
    // Another one is open, so that the work can't be run at once.
    OpenTransaction before = OpenTransaction.begin(storage);
    own.runOnContext(
        start -> {
          storage
              .transact(
                  tx -> note(own, "the work", elsewhere).compose(here -> steps(tx, own, elsewhere)))
              .compose(all -> note(own, "the answer", elsewhere))
              .onComplete(done);
        });
    lookElsewhere();
    before.commit();
    await(done.future());
    assertEquals(List.of(), elsewhere);
  }

  private Future<Void> steps(StorageTransaction tx, Context own, List<String> elsewhere) {
    return tx.operations()
        .insert(operation, chain.log().id())
        .compose(inserted -> note(own, "an insert", elsewhere))
        .compose(here -> tx.documents(DB))
        .compose(documents -> note(own, "a database", elsewhere).map(documents))
        .compose(documents -> documents.get(id("a"), GetOptions.DEFAULTS))
        .compose(none -> note(own, "a read", elsewhere));
  }

  private static Future<Void> note(Context own, String what, List<String> elsewhere) {
    if (Vertx.currentContext() != own) {
      elsewhere.add(what);
    }
    return Future.succeededFuture();
  }

  @Test
  @Tag("TRX-18")
  void thereAreNoneOnceTheStorageIsClosed() {
    Storage closed = storage;
    await(closed.close());
    assertThrows(
        IllegalStateException.class, () -> closed.transact(tx -> Future.succeededFuture()));
  }
}
