package dev.couchgrass.conformance.transaction;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.operation.Author;
import dev.couchgrass.conformance.operation.OpenTransaction;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is there of transactions when a storage is opened again, and after a crash. */
public abstract class TransactionDurabilityConformance extends TransactionFixture {
  private static final int MANY = 30;

  protected TransactionDurabilityConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("TRX-8")
  void whatWasCommittedIsThereWhenOpenedAgain() {
    Author.Chain chain = Author.ALL.get(1).chain("a");
    Operation[] made = chain.next(3);
    insert(chain, made);
    in(tx -> tx.logs().prune(chain.log(), 1));
    in(tx -> tx.operations().deleteBody(made[1].id()));
    in(tx -> traces.leave(tx, 1));
    OpenTransaction open = OpenTransaction.begin(storage);
    await(traces.leave(open.handle(), 2));
    open.rollback();
    in(tx -> traces.leave(tx, 3));
    reopen();
    assertEquals(Traces.ALL, traces.seen(storage, 1));
    assertEquals(Set.of(), traces.seen(storage, 2));
    assertEquals(Traces.ALL, traces.seen(storage, 3));
    assertEquals(2, await(logs.logs().size(chain.log(), LogRange.ALL)).operations());
    insert(chain, chain.next());
    reopen();
    assertEquals(3, await(logs.logs().size(chain.log(), LogRange.ALL)).operations());
    in(tx -> traces.leave(tx, 2));
    assertEquals(Traces.ALL, traces.seen(storage, 2));
  }

  @Test
  @Tag("TRX-9")
  void whatWasAnsweredForIsThereAfterACrash() throws IOException {
    in(tx -> traces.leave(tx, 1));
    OpenTransaction open = OpenTransaction.begin(storage);
    await(traces.leave(open.handle(), 2));
    open.rollback();
    in(tx -> traces.leave(tx, 3));
    crash();
    assertEquals(Traces.ALL, traces.seen(storage, 1));
    assertEquals(Set.of(), traces.seen(storage, 2));
    assertEquals(Traces.ALL, traces.seen(storage, 3));
  }

  @Test
  @Tag("TRX-9")
  void ofATransactionAllIsThereAfterACrashOrNothing() throws IOException {
    List<Future<Void>> all = new ArrayList<>();
    for (int each = 0; each < MANY; each++) {
      // The nodes are few, so that those of the last ones alone are as they were left.
      int number = each;
      all.add(storage.transact(tx -> traces.leave(tx, number)));
    }
    await(all.get(MANY / 3));
    List<Integer> answered = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      if (all.get(number).succeeded()) {
        answered.add(number);
      }
    }
    crash();
    boolean more = true;
    for (int number = 0; number < MANY; number++) {
      Set<String> seen = traces.seen(storage, number);
      seen.add("node");
      assertTrue(seen.equals(Traces.ALL) || seen.equals(Set.of("node")), seen::toString);
      assertTrue(more || seen.size() == 1, "One is there whose one before is not: " + number);
      more = seen.size() > 1;
      assertTrue(more || !answered.contains(number), "It was answered for: " + number);
    }
  }
}
