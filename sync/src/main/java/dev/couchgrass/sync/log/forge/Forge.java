package dev.couchgrass.sync.log.forge;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.sync.log.ingest.PruneLog;
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
    Log log = new Log(key.publicKey(), draft.logId());
    return tx.logs()
        .latest(log)
        .map(newest -> sign(newest, key, draft))
        .compose(
            operation ->
                Repeat.each(draft.topics(), topic -> tx.topics().associate(topic, log))
                    .compose(done -> tx.operations().insert(operation, draft.logId()))
                    .compose(done -> prune(tx, log, operation, draft))
                    .map(operation));
  }

  private static Operation sign(Optional<Operation> newest, SigningKey key, Draft draft) {
    OperationBuilder builder = OperationBuilder.behind(newest).extensions(draft.extensions());
    draft.body().ifPresent(builder::body);
    draft.timestamp().ifPresent(builder::timestamp);
    return builder.sign(key);
  }

  private static Future<Long> prune(
      StorageTransaction tx, Log log, Operation operation, Draft draft) {
    return draft.extensions().prune()
        ? PruneLog.before(tx.logs(), log, operation.header().sequenceNumber())
        : Future.succeededFuture(0L);
  }
}
