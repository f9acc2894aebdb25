package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.LogSnapshot;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.OrdererCounts;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StateKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What reads see when, and when there are none. */
public abstract class LogMomentConformance extends LogFixture {
  private static final Hash ITEM = Hash.of(new byte[] {1});

  private final Topic topic = new Topic(ITEM);
  private final Author.Chain chain = Author.ALL.get(0).chain("a");
  private final Log log = chain.log();
  private final Operation first = chain.next();

  protected LogMomentConformance(StorageHome.Source homes) {
    super(homes);
  }

  /** Writes something into each store. */
  private void fill(int round) {
    in(
        tx -> {
          tx.operations().insert(round == 0 ? first : chain.next(), log.id());
          tx.topics().associate(topic, round == 0 ? log : Author.ALL.get(round).log("b"));
          tx.cursors().set(Cursor.start("c" + round));
          tx.orderer("o").add(Hash.of(new byte[] {(byte) round}), List.of());
          tx.addressBook().put(NodeInfo.of(Author.ALL.get(round).log("a").author(), "here"));
          return tx.states().set(StateKind.OTHER, "s" + round, new byte[] {1});
        });
  }

  private void assertFilled(LogView view, int rounds) {
    assertEquals(rounds, await(view.logs().size(log, LogRange.ALL)).operations());
    assertTrue(await(view.operations().has(first.id())));
    assertEquals(rounds - 1, await(view.logs().heights(List.of(log))).of(log).orElseThrow());
    assertEquals(rounds, await(view.topics().logs(topic, Optional.empty(), 10)).size());
    assertEquals(rounds, await(view.cursors().names(Optional.empty(), 10)).size());
    assertEquals(new OrdererCounts(0, rounds, 0, 0), await(view.orderer("o").counts()));
    assertEquals(rounds, await(view.addressBook().count()));
    assertEquals(rounds, await(view.states().names(StateKind.OTHER, Optional.empty(), 10)).size());
  }

  @Test
  @Tag("LOG-23")
  void aSnapshotIsOfOneMoment() {
    fill(0);
    LogSnapshot before = await(logs.snapshot());
    fill(1);
    LogSnapshot after = await(logs.snapshot());
    OpenTransaction open = OpenTransaction.begin(storage);
    await(open.handle().logs().forget(log));
    assertFilled(before, 1);
    assertFilled(after, 2);
    open.commit();
    in(tx -> tx.cursors().delete("c0"));
    assertFilled(before, 1);
    assertFilled(after, 2);
    await(before.close());
    await(before.close());
    assertFilled(after, 2);
    await(after.close());
    assertFalse(await(logs.operations().has(first.id())));
  }

  @Test
  @Tag("LOG-23")
  void aSnapshotThatIsClosedIsReadNoMore() {
    LogSnapshot closed = await(logs.snapshot());
    await(closed.close());
    assertClosed(reads(closed));
  }

  @Test
  @Tag("LOG-24")
  void nothingIsReadOnceTheStorageIsClosed() {
    LogStores stores = logs;
    assertSame(stores, await(storage.logs()));
    fill(0);
    List<Executable> before = reads(stores);
    await(storage.close());
    assertClosed(before);
    assertThrows(IllegalStateException.class, stores::snapshot);
    assertThrows(IllegalStateException.class, storage::logs);
  }

  private List<Executable> reads(LogView view) {
    List<Executable> reads = new ArrayList<>();
    reads.add(() -> view.operations().get(ITEM));
    reads.add(() -> view.operations().has(ITEM));
    reads.add(() -> view.operations().present(List.of(ITEM)));
    reads.add(() -> view.logs().latest(log));
    reads.add(() -> view.logs().at(log, 0));
    reads.add(() -> view.logs().heights(List.of(log)));
    reads.add(() -> view.logs().size(log, LogRange.ALL));
    reads.add(() -> view.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT));
    reads.add(() -> view.logs().logs(Optional.empty(), 1));
    reads.add(() -> view.topics().contains(topic, log));
    reads.add(() -> view.topics().logs(topic, Optional.empty(), 1));
    reads.add(() -> view.topics().topics(log, Optional.empty(), 1));
    reads.add(() -> view.cursors().get("c"));
    reads.add(() -> view.cursors().names(Optional.empty(), 1));
    reads.add(() -> view.orderer("o").state(ITEM));
    reads.add(() -> view.orderer("o").taken(List.of(ITEM)));
    reads.add(() -> view.orderer("o").counts());
    reads.add(() -> view.orderer("o").missing(Optional.empty(), 1));
    reads.add(() -> view.addressBook().node(log.author()));
    reads.add(() -> view.addressBook().nodes(List.of(log.author())));
    reads.add(() -> view.addressBook().nodes(Optional.empty(), 1));
    reads.add(() -> view.addressBook().nodes(Set.of(topic), Optional.empty(), 1));
    reads.add(() -> view.addressBook().topics(log.author()));
    reads.add(() -> view.addressBook().count());
    reads.add(() -> view.addressBook().bootstrapCount());
    reads.add(() -> view.addressBook().random());
    reads.add(() -> view.addressBook().randomBootstrap());
    reads.add(() -> view.states().get(StateKind.OTHER, "s"));
    reads.add(() -> view.states().has(StateKind.OTHER, "s"));
    reads.add(() -> view.states().names(StateKind.OTHER, Optional.empty(), 1));
    return reads;
  }

  private static void assertClosed(List<Executable> reads) {
    for (int read = 0; read < reads.size(); read++) {
      assertThrows(IllegalStateException.class, reads.get(read), "read " + read);
    }
  }
}
