package dev.couchgrass.sync.log.forge;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.sync.log.item.Draft;
import io.vertx.core.Future;
import java.util.Optional;

/** Appends operations to logs of one's own. */
public final class Forge {
  private Forge() {}

  /**
   * Appends an operation within a transaction: it finds the log's newest one, signs what comes
   * behind it, lets the log belong to the topics, and adds it; if it prunes, what was before it is
   * removed. Two that append to one log at once come one after the other, and so never fork it.
   *
   * @throws IllegalStateException if the transaction has ended
   */
  public static Future<Operation> append(StorageTransaction tx, SigningKey key, Draft draft) {
    return append(tx, key, draft, Optional.empty());
  }

  /**
   * As {@link #append(StorageTransaction, SigningKey, Draft)}.
   *
   * @param orderer which gets the operation, too, with what it names as previous ones
   */
  public static Future<Operation> append(
      StorageTransaction tx, SigningKey key, Draft draft, Optional<String> orderer) {
    Log log = new Log(key.publicKey(), draft.logId());
    return tx.logs()
        .latest(log)
        .map(newest -> sign(newest, key, draft))
        .compose(
            operation ->
                Repeat.each(draft.topics(), topic -> tx.topics().associate(topic, log))
                    .compose(done -> tx.operations().insert(operation, draft.logId()))
                    .compose(done -> order(tx, operation, draft, orderer))
                    .compose(done -> prune(tx, log, operation, draft))
                    .map(operation));
  }

  private static Operation sign(Optional<Operation> newest, SigningKey key, Draft draft) {
    // It names its log, so that nobody who passes it on can say that it is of another.
    OperationBuilder builder =
        OperationBuilder.behind(newest).extensions(draft.extensions().withLog(draft.logId()));
    draft.body().ifPresent(builder::body);
    draft.timestamp().ifPresent(builder::timestamp);
    return builder.sign(key);
  }

  private static Future<Void> order(
      StorageTransaction tx, Operation operation, Draft draft, Optional<String> orderer) {
    return orderer.isPresent()
        ? tx.orderer(orderer.get())
            .addAcyclic(operation.id(), draft.extensions().previous())
            .mapEmpty()
        : Future.succeededFuture();
  }

  private static Future<Long> prune(
      StorageTransaction tx, Log log, Operation operation, Draft draft) {
    return draft.extensions().prune()
        ? tx.logs().prune(log, operation.header().sequenceNumber())
        : Future.succeededFuture(0L);
  }
}
