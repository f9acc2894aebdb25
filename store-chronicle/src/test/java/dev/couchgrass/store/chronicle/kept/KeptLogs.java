package dev.couchgrass.store.chronicle.kept;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StateKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Signed logs and what stands beside them: what is written of them, and how it is listed. */
final class KeptLogs {
  private static final int MANY = 1_000;
  private static final SigningKey KEY = signingKey(11);
  private static final Topic TOPIC = new Topic(hash(1));
  private static final String QUEUE = "queue";

  private KeptLogs() {}

  private static SigningKey signingKey(int seed) {
    byte[] secret = new byte[SigningKey.BYTES];
    Arrays.fill(secret, (byte) seed);
    return SigningKey.ofBytes(secret);
  }

  private static Hash hash(int seed) {
    return Hash.of(new byte[] {(byte) seed});
  }

  private static Log log(int id) {
    return new Log(KEY.publicKey(), LogId.ofBytes(new byte[] {(byte) id}));
  }

  private static void does(Storage storage, Function<StorageTransaction, Future<?>> work) {
    storage.transact(tx -> work.apply(tx).mapEmpty()).await();
  }

  static void write(Storage storage) {
    List<Operation> first = append(storage, log(1), 6, LogExtensions.NONE);
    does(storage, tx -> tx.operations().delete(first.get(2).id()));
    does(storage, tx -> tx.operations().deleteBody(first.get(3).id()));
    append(storage, log(2), 5, LogExtensions.NONE.withPrevious(List.of(hash(2))));
    does(storage, tx -> tx.logs().prune(log(2), 3));
    append(storage, log(3), 2, LogExtensions.NONE);
    does(storage, tx -> tx.logs().forget(log(3)));
    does(storage, tx -> tx.topics().associate(TOPIC, log(1)));
    does(storage, tx -> tx.topics().associate(TOPIC, log(2)));
    does(storage, tx -> tx.cursors().advance("reader", log(1), 3));
    does(storage, tx -> tx.cursors().advance("reader", log(2), 4));
    writeQueue(storage);
    writeNodes(storage);
    does(storage, tx -> tx.states().set(StateKind.GROUP, "group", new byte[] {1, 2, 3}));
    does(storage, tx -> tx.states().set(StateKind.KEY_SECRETS, "large", new byte[70_000]));
  }

  private static List<Operation> append(
      Storage storage, Log log, int count, LogExtensions extensions) {
    List<Operation> chain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Operation> last = chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(i - 1));
      Operation operation =
          OperationBuilder.behind(last)
              .timestamp(1_767_225_600_000_000L + 100 * log.id().bytes()[0] + i)
              .extensions(extensions)
              .body(new byte[i == 4 ? 70_000 : 10 + i])
              .sign(KEY);
      chain.add(operation);
      does(storage, tx -> tx.operations().insert(operation, log.id()));
    }
    return chain;
  }

  /** One of each state, and one that never arrived. */
  private static void writeQueue(Storage storage) {
    does(storage, tx -> tx.orderer(QUEUE).add(hash(1), List.of()));
    does(storage, tx -> tx.orderer(QUEUE).add(hash(2), List.of(hash(1))));
    does(storage, tx -> tx.orderer(QUEUE).take(2));
    does(storage, tx -> tx.orderer(QUEUE).acknowledge(List.of(hash(1))));
    does(storage, tx -> tx.orderer(QUEUE).add(hash(3), List.of(hash(2))));
    does(storage, tx -> tx.orderer(QUEUE).add(hash(4), List.of(hash(3), hash(5))));
  }

  private static void writeNodes(Storage storage) {
    NodeInfo first = NodeInfo.of(signingKey(1).publicKey(), "tcp:one", "tcp:two");
    NodeInfo second = NodeInfo.of(signingKey(2).publicKey());
    NodeInfo third = NodeInfo.of(signingKey(3).publicKey(), "tcp:three");
    does(storage, tx -> tx.addressBook().put(first.withBootstrap(true)));
    does(storage, tx -> tx.addressBook().put(second.withStale(true)));
    does(storage, tx -> tx.addressBook().put(third));
    does(storage, tx -> tx.addressBook().setTopics(third.id(), Set.of(TOPIC)));
  }

  static void list(Storage storage, Consumer<String> line) {
    LogStores stores = storage.logs().await();
    stores.logs().logs(Optional.empty(), MANY).await().forEach(log -> list(stores, log, line));
    line.accept("topic " + stores.topics().logs(TOPIC, Optional.empty(), MANY).await());
    for (String name : stores.cursors().names(Optional.empty(), MANY).await()) {
      line.accept("cursor " + stores.cursors().get(name).await().orElseThrow());
    }
    line.accept("orderer " + stores.orderer(QUEUE).counts().await());
    for (int seed = 1; seed <= 5; seed++) {
      line.accept("  " + hash(seed) + " " + stores.orderer(QUEUE).state(hash(seed)).await());
    }
    line.accept("  missing " + stores.orderer(QUEUE).missing(Optional.empty(), MANY).await());
    listNodes(stores, line);
    for (StateKind kind : StateKind.values()) {
      for (String name : stores.states().names(kind, Optional.empty(), MANY).await()) {
        byte[] state = stores.states().get(kind, name).await().orElseThrow();
        line.accept("state %s %s: %s".formatted(kind, name, Hash.of(state)));
      }
    }
  }

  private static void list(LogStores stores, Log log, Consumer<String> line) {
    line.accept(
        "log %s of %s: %s"
            .formatted(log.id(), log.author(), stores.logs().size(log, LogRange.ALL).await()));
    for (Operation operation :
        stores.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT).await()) {
      line.accept(
          "  %d %s %s %s"
              .formatted(
                  operation.header().sequenceNumber(),
                  operation.id(),
                  HexFormat.of().formatHex(operation.header().bytes()),
                  operation.body().map(Body::hash)));
    }
  }

  private static void listNodes(LogStores stores, Consumer<String> line) {
    line.accept(
        "nodes %d, bootstrap %d"
            .formatted(
                stores.addressBook().count().await(),
                stores.addressBook().bootstrapCount().await()));
    for (int seed = 1; seed <= 3; seed++) {
      line.accept(
          "  "
              + stores.addressBook().node(signingKey(seed).publicKey()).await()
              + new TreeSet<>(stores.addressBook().topics(signingKey(seed).publicKey()).await()));
    }
  }
}
