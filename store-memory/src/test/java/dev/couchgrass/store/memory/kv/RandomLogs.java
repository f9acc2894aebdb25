package dev.couchgrass.store.memory.kv;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.OrdererWriter;
import dev.couchgrass.store.operation.StateKind;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does to signed logs whatever comes, also what is refused. */
final class RandomLogs {
  private static final int LOGS = 3;
  private static final int ITEMS = 12;
  private static final int NODES = 6;

  private final Storage storage;
  private final Random random;
  private final SigningKey key = signingKey(1);
  private final List<List<Operation>> chains = new ArrayList<>();

  RandomLogs(Storage storage, long seed) {
    this.storage = storage;
    this.random = new Random(seed);
    for (int log = 0; log < LOGS; log++) {
      chains.add(new ArrayList<>());
    }
  }

  private static SigningKey signingKey(int seed) {
    byte[] secret = new byte[SigningKey.BYTES];
    Arrays.fill(secret, (byte) seed);
    return SigningKey.ofBytes(secret);
  }

  private Log log(int id) {
    return new Log(key.publicKey(), LogId.ofBytes(new byte[] {(byte) id}));
  }

  private Hash hash() {
    return Hash.of(new byte[] {(byte) random.nextInt(ITEMS)});
  }

  private PublicKey node() {
    return signingKey(1 + random.nextInt(NODES)).publicKey();
  }

  private void tries(Function<StorageTransaction, Future<?>> work) {
    try {
      storage.transact(tx -> work.apply(tx).mapEmpty()).await();
    } catch (StoreException refused) {
      // It changes nothing then.
    }
  }

  void step() {
    int log = random.nextInt(LOGS);
    switch (random.nextInt(15)) {
      case 0, 1 -> append(log, 1 + random.nextInt(6));
      case 2 -> append(log, random.nextInt(8) == 0 ? 1_200 : 1);
      case 3, 4 -> anyOf(log, id -> tries(tx -> tx.operations().delete(id)));
      case 5 -> anyOf(log, id -> tries(tx -> tx.operations().deleteBody(id)));
      case 6 -> prune(log);
      case 7 -> forget(log);
      case 8, 9, 10 -> order();
      case 11, 12 -> meet();
      case 13 -> again(log);
      default -> note(log);
    }
  }

  private void append(int log, int count) {
    List<Operation> chain = chains.get(log);
    for (int i = 0; i < count; i++) {
      Optional<Operation> last =
          chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
      OperationBuilder builder = OperationBuilder.behind(last).timestamp(random.nextInt(1 << 30));
      if (random.nextInt(3) > 0) {
        builder.body(new byte[1 + random.nextInt(300)]);
      }
      boolean prunes = random.nextInt(10) == 0;
      builder.extensions(LogExtensions.NONE.withPrune(prunes));
      Operation operation = builder.sign(key);
      chain.add(operation);
      // What is left out is a gap, over which one that prunes goes.
      if (random.nextInt(40) > 0) {
        boolean whole = random.nextInt(4) > 0;
        Operation sent = whole ? operation : operation.withoutBody();
        tries(tx -> tx.operations().insert(sent, log(log).id()));
      }
    }
  }

  private void anyOf(int log, Consumer<Hash> work) {
    List<Operation> chain = chains.get(log);
    for (int i = 0; i < 5 && !chain.isEmpty(); i++) {
      work.accept(chain.get(random.nextInt(chain.size())).id());
    }
  }

  /** Sends some of a log with their bodies, which may be there, awaited or deleted. */
  private void again(int log) {
    List<Operation> chain = chains.get(log);
    for (int i = 0; i < 5 && !chain.isEmpty(); i++) {
      Operation sent = chain.get(random.nextInt(chain.size()));
      tries(tx -> tx.operations().insert(sent, log(log).id()));
    }
  }

  private void prune(int log) {
    int until = random.nextInt(chains.get(log).size() + 1);
    tries(tx -> tx.logs().prune(log(log), until));
  }

  private void forget(int log) {
    if (random.nextInt(4) == 0) {
      tries(tx -> tx.logs().forget(log(log)));
      chains.get(log).clear();
    }
  }

  private void order() {
    Function<OrdererWriter, Future<?>> work =
        switch (random.nextInt(6)) {
          case 0 -> queue -> queue.take(1 + random.nextInt(4));
          case 1 -> queue -> queue.acknowledge(List.of(hash(), hash()));
          case 2 -> queue -> queue.restore(2);
          case 3 -> queue -> queue.requeue(hash());
          case 4 -> queue -> queue.add(hash(), List.of());
          default -> queue -> queue.add(hash(), List.of(hash(), hash()));
        };
    tries(tx -> work.apply(tx.orderer("queue")));
  }

  private void meet() {
    PublicKey id = node();
    switch (random.nextInt(5)) {
      case 0 -> tries(tx -> tx.addressBook().remove(id));
      case 1 -> tries(tx -> tx.addressBook().setTopics(id, Set.of(new Topic(hash()))));
      case 2 -> tries(tx -> tx.addressBook().removeOlderThan(Duration.ofMillis(5)));
      default ->
          tries(
              tx ->
                  tx.addressBook()
                      .put(
                          new NodeInfo(id, random.nextBoolean(), random.nextBoolean(), List.of())));
    }
  }

  private void note(int log) {
    byte[] state = new byte[random.nextInt(3) * 40_000];
    String name = "name" + random.nextInt(3);
    switch (random.nextInt(6)) {
      case 0 -> tries(tx -> tx.topics().associate(new Topic(hash()), log(log)));
      case 1 -> tries(tx -> tx.topics().remove(new Topic(hash()), log(log)));
      case 2 -> tries(tx -> tx.cursors().advance(name, log(log), random.nextInt(500)));
      case 3 -> tries(tx -> tx.cursors().delete(name));
      case 4 -> tries(tx -> tx.states().set(StateKind.SPACE, name, state));
      default -> tries(tx -> tx.states().delete(StateKind.SPACE, name));
    }
  }
}
