package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.operation.OperationStore;
import dev.couchgrass.store.operation.OperationWriter;
import dev.couchgrass.store.operation.StoredOperation;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with how operations are kept. */
final class WrongOperations {
  private WrongOperations() {}

  /** In the place of a failure, something else. */
  static <T> Future<T> instead(Future<T> future, ErrorCode code, Supplier<Future<T>> other) {
    return future.recover(
        failure ->
            failure instanceof StoreException known && known.code() == code
                ? other.get()
                : Future.failedFuture(failure));
  }

  record KnownIsNew(OperationWriter inner) {
    Future<Boolean> insert(Operation operation, LogId log) {
      return inner.insert(operation, log).map(true);
    }
  }

  record NeverFilledIn(OperationWriter inner) {
    Future<Boolean> insert(Operation operation, LogId log) {
      return inner
          .has(operation.id())
          .compose(known -> inner.insert(known ? operation.withoutBody() : operation, log));
    }
  }

  record FilledInThoughDeleted(OperationWriter inner) {
    Future<Boolean> deleteBody(Hash id) {
      return inner
          .get(id)
          .compose(
              found ->
                  found.flatMap(stored -> stored.operation().body()).isPresent()
                      ? inner.deleteBody(id)
                      : Future.succeededFuture(false));
    }
  }

  record GapAccepted(OperationWriter inner) {
    Future<Boolean> insert(Operation operation, LogId log) {
      LogExtensions prunes = LogExtensions.NONE.withPrune(true);
      return instead(
          inner.insert(operation, log),
          ErrorCode.OPERATION_EARLY,
          () -> inner.insert(operation, log, prunes));
    }
  }

  record ForkAccepted(OperationWriter inner) {
    Future<Boolean> insert(Operation operation, LogId log) {
      return instead(
          inner.insert(operation, log),
          ErrorCode.OPERATION_REFUSED,
          () -> Future.succeededFuture(operation.header().isSigned()));
    }
  }

  record PrunesBelowTheHead(OperationWriter inner) {
    Future<Boolean> insert(Operation operation, LogId log) {
      boolean prunes = LogExtensions.of(operation.header()).prune();
      return instead(
          inner.insert(operation, log),
          ErrorCode.OPERATION_REFUSED,
          () -> prunes ? Future.succeededFuture(true) : inner.insert(operation, log));
    }
  }

  record UnsignedIsKnown(OperationWriter inner) {
    Future<Boolean> insert(Operation operation, LogId log) {
      return operation.header().isSigned()
          ? inner.insert(operation, log)
          : Future.succeededFuture(false);
    }
  }

  record SaysWhatTheHeaderSays(OperationWriter inner) {
    Future<Boolean> insert(Operation operation, LogId log, LogExtensions says) {
      return inner.insert(operation, log);
    }
  }

  record BodiesForgotten(OperationStore inner) {
    Future<Boolean> has(Hash id) {
      return inner
          .get(id)
          .map(found -> found.flatMap(stored -> stored.operation().body()).isPresent());
    }
  }

  record LogForgotten(OperationStore inner) {
    Future<Optional<StoredOperation>> get(Hash id) {
      return inner
          .get(id)
          .map(found -> found.map(stored -> new StoredOperation(stored.operation(), LogId.of(id))));
    }
  }

  record HeaderGoesToo(OperationWriter inner) {
    Future<Boolean> deleteBody(Hash id) {
      return inner
          .deleteBody(id)
          .compose(
              there ->
                  instead(
                      inner.delete(id), ErrorCode.CONFLICT, () -> Future.succeededFuture(there)));
    }
  }

  record NewestDeleted(OperationWriter inner) {
    Future<Boolean> delete(Hash id) {
      return instead(inner.delete(id), ErrorCode.CONFLICT, () -> Future.succeededFuture(true));
    }
  }
}
