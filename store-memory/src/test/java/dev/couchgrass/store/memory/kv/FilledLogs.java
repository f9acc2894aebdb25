package dev.couchgrass.store.memory.kv;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.OrdererWriter;
import dev.couchgrass.store.operation.StateKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Signed logs with all that there may be: deleted, pruned, in pieces, waiting, unknown. */
final class FilledLogs {
  private static final int LARGE = 70_000;

  private final Storage storage;
  private final SigningKey key = signingKey(1);

  private FilledLogs(Storage storage) {
    this.storage = storage;
  }

  static void fill(Storage storage) {
    FilledLogs logs = new FilledLogs(storage);
    logs.fillOperations();
    logs.fillTopicsAndCursors();
    logs.fillOrderer();
    logs.fillAddressBook();
    logs.fillStates();
  }

  private static SigningKey signingKey(int seed) {
    byte[] secret = new byte[SigningKey.BYTES];
    Arrays.fill(secret, (byte) seed);
    return SigningKey.ofBytes(secret);
  }

  private static PublicKey node(int seed) {
    return signingKey(seed).publicKey();
  }

  private Log log(int id) {
    return new Log(key.publicKey(), LogId.ofBytes(new byte[] {(byte) id, (byte) id}));
  }

  private static Hash hash(int seed) {
    return Hash.of(new byte[] {(byte) seed});
  }

  private static Topic topic(int seed) {
    return new Topic(hash(seed));
  }

  private void does(Function<StorageTransaction, Future<?>> work) {
    storage.transact(tx -> work.apply(tx).mapEmpty()).await();
  }

  /** So many operations of a log, the one with a number that prunes if it is among them. */
  private List<Operation> chain(int log, int count, int prunes) {
    List<Operation> chain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Operation> last =
          chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
      OperationBuilder builder = OperationBuilder.behind(last).timestamp(log);
      if (i != 1) {
        builder.body(new byte[i == 3 ? LARGE : i + 10]);
      }
      if (i == prunes) {
        builder.extensions(LogExtensions.NONE.withPrune(true));
      }
      chain.add(builder.sign(key));
    }
    return chain;
  }

  private void insert(int log, Operation operation) {
    does(tx -> tx.operations().insert(operation, log(log).id()));
  }

  private void fillOperations() {
    List<Operation> edited = chain(1, 7, -1);
    edited.forEach(operation -> insert(1, operation));
    does(tx -> tx.operations().delete(edited.get(2).id()));
    does(tx -> tx.operations().deleteBody(edited.get(4).id()));
    does(tx -> tx.operations().deleteBody(edited.get(5).id()));
    does(tx -> tx.operations().delete(edited.get(5).id()));
    List<Operation> forgotten = chain(2, 3, 0);
    forgotten.forEach(operation -> insert(2, operation));
    does(tx -> tx.logs().forget(log(2)));
    List<Operation> pruned = chain(3, 6, 5);
    pruned.subList(0, 5).forEach(operation -> insert(3, operation));
    does(tx -> tx.operations().delete(pruned.get(1).id()));
    does(tx -> tx.logs().prune(log(3), 2));
    List<Operation> jumped = chain(4, 5, 4);
    insert(4, jumped.get(0).withoutBody());
    insert(4, jumped.get(4).withoutBody());
    insert(4, jumped.get(4));
    fillWhatIsToBeSwept();
  }

  private void fillWhatIsToBeSwept() {
    for (int log = 5; log <= 6; log++) {
      List<Operation> whole = chain(log, 5, -1);
      insert(log, whole.get(0).withoutBody());
      for (int i = 1; i < 5; i++) {
        insert(log, whole.get(i));
      }
      Operation second = whole.get(2);
      does(tx -> tx.operations().deleteBody(second.id()));
    }
  }

  private void fillTopicsAndCursors() {
    does(tx -> tx.topics().associate(topic(1), log(1)));
    does(tx -> tx.topics().associate(topic(1), log(3)));
    does(tx -> tx.topics().associate(topic(2), log(1)));
    does(tx -> tx.topics().associate(topic(2), log(4)));
    does(tx -> tx.topics().remove(topic(2), log(4)));
    LogHeights heights = LogHeights.of(Map.of(log(1), 4L, log(3), 0L));
    does(tx -> tx.cursors().set(new Cursor("reader", heights)));
    does(tx -> tx.cursors().set(new Cursor("gone", heights)));
    does(tx -> tx.cursors().advance("other", log(4), 300));
    does(tx -> tx.cursors().delete("gone"));
  }

  private void fillOrderer() {
    orders(queue -> queue.add(hash(1), List.of()));
    orders(queue -> queue.add(hash(2), List.of(hash(1))));
    orders(queue -> queue.add(hash(3), List.of(hash(2), hash(9))));
    orders(queue -> queue.add(hash(4), List.of(hash(3), hash(9))));
    orders(queue -> queue.add(hash(5), List.of()));
    orders(queue -> queue.take(3));
    orders(queue -> queue.acknowledge(List.of(hash(1))));
    orders(queue -> queue.add(hash(6), List.of()));
    does(tx -> tx.orderer("second").add(hash(1), List.of(hash(2))));
  }

  private void orders(Function<OrdererWriter, Future<?>> work) {
    does(tx -> work.apply(tx.orderer("first")));
  }

  private void fillAddressBook() {
    does(tx -> tx.addressBook().put(NodeInfo.of(node(1), "one", "two").withBootstrap(true)));
    does(tx -> tx.addressBook().put(NodeInfo.of(node(2))));
    does(tx -> tx.addressBook().put(NodeInfo.of(node(3), "three").withStale(true)));
    does(tx -> tx.addressBook().put(NodeInfo.of(node(4)).withBootstrap(true)));
    does(tx -> tx.addressBook().put(NodeInfo.of(node(5)).withBootstrap(true)));
    does(tx -> tx.addressBook().remove(node(4)));
    does(tx -> tx.addressBook().setTopics(node(1), Set.of(topic(1), topic(2))));
    does(tx -> tx.addressBook().setTopics(node(7), Set.of(topic(1))));
  }

  private void fillStates() {
    does(tx -> tx.states().set(StateKind.GROUP, "group", new byte[] {1, 2, 3}));
    does(tx -> tx.states().set(StateKind.OTHER, "large", new byte[LARGE]));
    does(tx -> tx.states().set(StateKind.OTHER, "gone", new byte[LARGE]));
    does(tx -> tx.states().delete(StateKind.OTHER, "gone"));
  }
}
