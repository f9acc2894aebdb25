package dev.couchgrass.sync.log.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.function.Function;

/** Appends to a log: its newest operation, the next one signed, associated, inserted. */
final class Appending {
  private Appending() {}

  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    Storage storage = MemoryStorage.open(vertx).await();
    SigningKey key = SigningKey.generate(new SecureRandom());
    Topic topic = Topic.random(new SecureRandom());
    Log log = new Log(key.publicKey(), topic.logId());

    Function<StorageTransaction, Future<Operation>> hello =
        tx ->
            tx.logs()
                .latest(log)
                .map(
                    newest ->
                        OperationBuilder.behind(newest).body("Hello!".getBytes(UTF_8)).sign(key))
                .compose(
                    operation ->
                        tx.topics()
                            .associate(topic, log)
                            .compose(done -> tx.operations().insert(operation, log.id()))
                            .map(operation));
    Operation first = storage.transact(hello).await();
    Operation second = storage.transact(hello).await();
    System.out.println(second.header().backlink().orElseThrow().equals(first.id()));

    vertx.close().await();
  }
}
