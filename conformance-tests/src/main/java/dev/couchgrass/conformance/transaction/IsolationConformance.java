package dev.couchgrass.conformance.transaction;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.conformance.document.StoreFixture.id;
import static dev.couchgrass.conformance.document.StoreFixture.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.conformance.entry.Draft;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.operation.Author;
import dev.couchgrass.conformance.operation.OpenTransaction;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DocumentTransaction;
import dev.couchgrass.store.EntryTransaction;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.OrdererCounts;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StateKind;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** A transaction sees what it wrote, and nobody else does. */
public abstract class IsolationConformance extends TransactionFixture {
  private static final Topic TOPIC = new Topic(Hash.of(new byte[] {1}));

  protected IsolationConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("TRX-10")
  @Tag("TRX-11")
  void itSeesWhatItWroteAndNobodyElseDoes() {
    in(tx -> traces.leave(tx, 1));
    OpenTransaction open = OpenTransaction.begin(storage);
    assertEquals(Traces.ALL, traces.seen(open.handle(), 1));
    assertEquals(Set.of(), traces.seen(open.handle(), 2));
    await(traces.leave(open.handle(), 2));
    assertEquals(Traces.ALL, traces.seen(open.handle(), 2));
    assertEquals(Set.of(), traces.seen(storage, 2));
    await(traces.leave(open.handle(), 3));
    assertEquals(Set.of(), traces.seen(storage, 3));
    assertEquals(Traces.ALL, traces.seen(storage, 1));
    open.commit();
    assertEquals(Traces.ALL, traces.seen(storage, 2));
    assertEquals(Traces.ALL, traces.seen(storage, 3));
  }

  @Test
  @Tag("TRX-10")
  @Tag("TRX-11")
  void listingsAndCountsAreOfWhatEachSees() {
    Author.Chain chain = Author.ALL.get(1).chain("a");
    fill(chain, 0);
    OpenTransaction open = OpenTransaction.begin(storage);
    fill(open.handle(), chain, 1);
    assertFilled(logs, chain.log(), 1);
    assertFilled(open.handle(), chain.log(), 2);
    fill(open.handle(), chain, 2);
    assertFilled(logs, chain.log(), 1);
    assertFilled(open.handle(), chain.log(), 3);
    open.rollback();
    assertFilled(logs, chain.log(), 1);
  }

  private void fill(Author.Chain chain, int number) {
    OpenTransaction open = OpenTransaction.begin(storage);
    fill(open.handle(), chain, number);
    open.commit();
  }

  private static void fill(StorageTransaction tx, Author.Chain chain, int number) {
    Operation next = chain.next();
    await(tx.operations().insert(next, chain.log().id()));
    await(tx.topics().associate(TOPIC, Author.ALL.get(0).log("t" + number)));
    await(tx.cursors().advance("c" + number, chain.log(), 1));
    await(tx.orderer("o").add(next.id(), List.of()));
    await(tx.addressBook().put(NodeInfo.of(Author.ALL.get(number).log("a").author())));
    await(tx.addressBook().setTopics(Author.ALL.get(number).log("a").author(), Set.of(TOPIC)));
    await(tx.states().set(StateKind.GROUP, "s" + number, new byte[1]));
  }

  private static void assertFilled(LogView view, Log log, int count) {
    assertEquals(count, await(view.logs().size(log, LogRange.ALL)).operations());
    assertEquals(count, await(view.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT)).size());
    assertEquals(count - 1, await(view.logs().latest(log)).orElseThrow().header().sequenceNumber());
    assertEquals(count - 1, await(view.logs().heights(List.of(log))).of(log).orElseThrow());
    assertEquals(count, await(view.topics().logs(TOPIC, Optional.empty(), 10)).size());
    assertEquals(count, await(view.cursors().names(Optional.empty(), 10)).size());
    assertEquals(new OrdererCounts(0, count, 0, 0), await(view.orderer("o").counts()));
    assertEquals(count, await(view.addressBook().count()));
    assertEquals(count, await(view.addressBook().nodes(Optional.empty(), 10)).size());
    assertEquals(
        count, await(view.addressBook().nodes(Set.of(TOPIC), Optional.empty(), 10)).size());
    assertEquals(count, await(view.states().names(StateKind.GROUP, Optional.empty(), 10)).size());
  }

  @Test
  @Tag("TRX-10")
  @Tag("TRX-11")
  void documentsAreReadAsTheyWereWrittenInIt() {
    await(db().write(DocumentEdit.create(id("a"), json("{\"n\":1}"))));
    OpenTransaction open = OpenTransaction.begin(storage);
    DocumentTransaction documents = await(open.handle().documents(DB));
    var first = await(documents.get(id("a"), GetOptions.DEFAULTS)).orElseThrow().revision();
    List<WriteResult> results =
        await(
            documents.write(
                List.of(
                    DocumentEdit.update(id("a"), first, json("{\"n\":2}")),
                    DocumentEdit.create(id("b"), json("{}")))));
    var second = ((WriteResult.Written) results.get(0)).revision();
    await(documents.write(List.of(DocumentEdit.update(id("a"), second, json("{\"n\":3}")))));
    assertEquals(
        json("{\"n\":3}"), await(documents.get(id("a"), GetOptions.DEFAULTS)).orElseThrow().body());
    assertEquals(json("{\"n\":1}"), await(db().get(id("a"))).orElseThrow().body());
    assertEquals(1, await(db().info()).documents());
    assertEquals(1, await(await(db().allDocs(AllDocsOptions.DEFAULTS)).toList(10)).size());
    assertEquals(1, await(await(db().changes(ChangesOptions.DEFAULTS)).toList(10)).size());
    open.commit();
    assertEquals(json("{\"n\":3}"), await(db().get(id("a"))).orElseThrow().body());
    assertEquals(2, await(db().info()).documents());
    assertEquals(2, await(await(db().changes(ChangesOptions.DEFAULTS)).toList(10)).size());
  }

  @Test
  @Tag("TRX-10")
  @Tag("TRX-11")
  void entriesAreSettledUponThoseThatWerePutInIt() {
    Entry root = Draft.root(1).in("a").sign();
    Entry child = Draft.of(root, root).in("a", root).sign();
    OpenTransaction open = OpenTransaction.begin(storage);
    EntryTransaction entries = await(open.handle().entries());
    assertEquals(Set.of(root.id()), await(entries.putVerified(List.of(root))));
    assertEquals(Set.of(child.id()), await(entries.putVerified(List.of(child))));
    assertEquals(Tips.of(List.of(child.id())), await(entries.verifiedTips(root.id())));
    var elsewhere = await(storage.entries());
    assertEquals(Tips.NONE, await(elsewhere.tips(root.id())));
    assertEquals(Optional.empty(), await(elsewhere.status(root.id())));
    open.commit();
    assertEquals(Tips.of(List.of(child.id())), await(elsewhere.verifiedTips(root.id())));
  }

  private LiveChanges follow() {
    if (!db().capabilities().contains(Capability.LIVE_CHANGES)) {
      throw new TestAbortedException("The store lacks " + Capability.LIVE_CHANGES);
    }
    return await(db().follow(ChangesOptions.DEFAULTS.withSince(UpdateSequence.NOW)));
  }

  @Test
  @Tag("TRX-12")
  void changesAreHeardWhenTheyAreCommitted() {
    LiveChanges feed = follow();
    Future<List<Change>> waiting = feed.next(10);
    OpenTransaction open = OpenTransaction.begin(storage);
    await(write(open.handle(), DB, "a", "b"));
    await(write(open.handle(), DB, "c"));
    lookElsewhere();
    assertFalse(waiting.isComplete());
    open.commit();
    assertEquals(
        List.of(id("a"), id("b"), id("c")), await(waiting).stream().map(Change::id).toList());
    await(feed.close());
  }

  @Test
  @Tag("TRX-12")
  void whatWasRolledBackIsNeverHeardOf() {
    LiveChanges feed = follow();
    Future<List<Change>> waiting = feed.next(10);
    OpenTransaction open = OpenTransaction.begin(storage);
    await(write(open.handle(), DB, "a", "b"));
    open.rollback();
    lookElsewhere();
    assertFalse(waiting.isComplete());
    await(db().write(DocumentEdit.create(id("c"), json("{}"))));
    assertEquals(List.of(id("c")), await(waiting).stream().map(Change::id).toList());
    await(feed.close());
  }
}
