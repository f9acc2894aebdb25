package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.DocumentTransaction;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.CursorStore;
import dev.couchgrass.store.operation.LogSnapshot;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.store.operation.OperationStore;
import dev.couchgrass.store.operation.OperationWriter;
import dev.couchgrass.store.operation.StateKind;
import dev.couchgrass.store.operation.StateWriter;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Storages whose transactions are wrong. */
final class WrongTransactions {
  private WrongTransactions() {}

  /** A state that was set by work that failed is set once more. */
  static final class RollbackKeepsARow extends PatchedStorage {
    RollbackKeepsARow(Storage inner) {
      super(inner);
    }

    record NotedStates(StateWriter inner, AtomicReference<String> last) {
      Future<Void> set(StateKind kind, String name, byte[] state) {
        last.set(name);
        return inner.set(kind, name, state);
      }
    }

    @Override
    public <T> Future<T> transact(
        TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
      AtomicReference<String> last = new AtomicReference<>("");
      return inner
          .transact(
              options,
              tx ->
                  work.apply(
                      Patched.over(
                          StorageTransaction.class, tx, new StatesOf(() -> noted(tx, last)))))
          .recover(
              failure ->
                  last.get().isEmpty()
                      ? Future.failedFuture(failure)
                      : inner
                          .transact(tx -> tx.states().set(StateKind.OTHER, last.get(), new byte[1]))
                          .transform(set -> Future.failedFuture(failure)));
    }

    private static StateWriter noted(StorageTransaction tx, AtomicReference<String> last) {
      StateWriter states = tx.states();
      return Patched.over(StateWriter.class, states, new NotedStates(states, last));
    }
  }

  record StatesOf(Supplier<StateWriter> other) {
    StateWriter states() {
      return other.get();
    }
  }

  /** Operations are known elsewhere as soon as they are inserted. */
  static final class UncommittedSeen extends PatchedStorage {
    private final Set<Hash> inserted = ConcurrentHashMap.newKeySet();

    UncommittedSeen(Storage inner) {
      super(inner);
    }

    record NotedInserts(OperationWriter inner, Set<Hash> inserted) {
      Future<Boolean> insert(Operation operation, LogId log) {
        inserted.add(operation.id());
        return inner.insert(operation, log);
      }
    }

    record Known(OperationStore inner, Set<Hash> inserted) {
      Future<Boolean> has(Hash id) {
        return inner.has(id).map(there -> there || inserted.contains(id));
      }
    }

    record Operations(StorageTransaction tx, Set<Hash> inserted) {
      OperationWriter operations() {
        OperationWriter inner = tx.operations();
        return Patched.over(OperationWriter.class, inner, new NotedInserts(inner, inserted));
      }
    }

    record Elsewhere(LogStores now, Set<Hash> inserted) {
      OperationStore operations() {
        OperationStore inner = now.operations();
        return Patched.over(OperationStore.class, inner, new Known(inner, inserted));
      }
    }

    @Override
    LogStores elsewhere(LogStores logs) {
      return Patched.over(LogStores.class, logs, new Elsewhere(logs, inserted));
    }

    @Override
    StorageTransaction within(StorageTransaction tx) {
      return Patched.over(StorageTransaction.class, tx, new Operations(tx, inserted));
    }
  }

  /** Whoever asks for a transaction while one is open gets into that one. */
  static final class JoinsTheOpenOne extends PatchedStorage {
    private final AtomicReference<Optional<StorageTransaction>> open =
        new AtomicReference<>(Optional.empty());

    JoinsTheOpenOne(Storage inner) {
      super(inner);
    }

    @Override
    public <T> Future<T> transact(
        TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
      Optional<StorageTransaction> one = open.get();
      if (one.isPresent()) {
        return work.apply(one.get());
      }
      return inner.transact(
          options,
          tx -> {
            open.set(Optional.of(tx));
            return work.apply(tx).andThen(ended -> open.set(Optional.empty()));
          });
    }
  }

  /** Documents are read and written as by somebody else. */
  static final class DocumentsByThemselves extends PatchedStorage {
    DocumentsByThemselves(Storage inner) {
      super(inner);
    }

    record DirectDocuments(Storage storage) {
      Future<DocumentTransaction> documents(DatabaseName name) {
        return storage
            .open(name)
            .map(
                database ->
                    Patched.over(DocumentTransaction.class, unused(), new Direct(database)));
      }

      private static DocumentTransaction unused() {
        return (DocumentTransaction)
            Proxy.newProxyInstance(
                DocumentTransaction.class.getClassLoader(),
                new Class<?>[] {DocumentTransaction.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("There is no other way");
                });
      }
    }

    record Direct(DocumentStore database) {
      Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
        return database.get(id, options);
      }

      Future<List<WriteResult>> write(List<DocumentEdit> edits) {
        return database.write(edits);
      }

      Future<Optional<LocalDocument>> local(LocalDocumentId id) {
        return database.local(id);
      }

      Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
        return database.putLocal(id, parent, body);
      }
    }

    @Override
    StorageTransaction within(StorageTransaction tx) {
      return Patched.over(StorageTransaction.class, tx, new DirectDocuments(inner));
    }
  }

  /** A handle that has ended fails futures, and throws nothing. */
  static final class FailsAfterItsEnd extends PatchedStorage {
    FailsAfterItsEnd(Storage inner) {
      super(inner);
    }

    record LateDocuments(StorageTransaction tx) {
      Future<DocumentTransaction> documents(DatabaseName name) {
        try {
          return tx.documents(name);
        } catch (IllegalStateException ended) {
          return Future.failedFuture(ended);
        }
      }
    }

    @Override
    StorageTransaction within(StorageTransaction tx) {
      return Patched.over(StorageTransaction.class, tx, new LateDocuments(tx));
    }
  }

  /** States are read as they are committed. */
  static final class ReadsTheCommitted extends PatchedStorage {
    ReadsTheCommitted(Storage inner) {
      super(inner);
    }

    record Committed(Storage storage) {
      Future<Optional<byte[]>> get(StateKind kind, String name) {
        return storage.logs().compose(logs -> logs.states().get(kind, name));
      }

      Future<Boolean> has(StateKind kind, String name) {
        return storage.logs().compose(logs -> logs.states().has(kind, name));
      }
    }

    @Override
    StorageTransaction within(StorageTransaction tx) {
      return Patched.over(
          StorageTransaction.class,
          tx,
          new StatesOf(() -> Patched.over(StateWriter.class, tx.states(), new Committed(inner))));
    }
  }

  static final class AnySize extends PatchedStorage {
    AnySize(Storage inner) {
      super(inner);
    }

    @Override
    public <T> Future<T> transact(
        TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
      return super.transact(options.withMaxBytes(Long.MAX_VALUE), work);
    }
  }

  static final class AnsweredElsewhere extends PatchedStorage {
    AnsweredElsewhere(Storage inner) {
      super(inner);
    }

    @Override
    public <T> Future<T> transact(
        TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
      return super.transact(options, work)
          .compose(
              answer -> Future.fromCompletionStage(CompletableFuture.supplyAsync(() -> answer)));
    }
  }

  static final class ExpiredIsAFailure extends PatchedStorage {
    ExpiredIsAFailure(Storage inner) {
      super(inner);
    }

    @Override
    public <T> Future<T> transact(
        TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
      return WrongOperations.instead(
          super.transact(options, work),
          ErrorCode.TRANSACTION_EXPIRED,
          () -> Future.failedFuture("It took too long"));
    }
  }

  /** A conflict fails the call. */
  static final class ConflictFails extends PatchedStorage {
    ConflictFails(Storage inner) {
      super(inner);
    }

    record StrictDocuments(StorageTransaction tx) {
      Future<DocumentTransaction> documents(DatabaseName name) {
        return tx.documents(name)
            .map(found -> Patched.over(DocumentTransaction.class, found, new Strict(found)));
      }
    }

    record Strict(DocumentTransaction inner) {
      Future<List<WriteResult>> write(List<DocumentEdit> edits) {
        return inner
            .write(edits)
            .map(
                results -> results.stream().filter(WriteResult.Written.class::isInstance).toList());
      }
    }

    @Override
    StorageTransaction within(StorageTransaction tx) {
      return Patched.over(StorageTransaction.class, tx, new StrictDocuments(tx));
    }
  }

  /** What is asked for once it is closed fails its future. */
  static final class FailsOnceClosed extends PatchedStorage {
    FailsOnceClosed(Storage inner) {
      super(inner);
    }

    @Override
    public <T> Future<T> transact(
        TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
      try {
        return super.transact(options, work);
      } catch (IllegalStateException closed) {
        return Future.failedFuture(closed);
      }
    }
  }

  /** A snapshot that goes with the time. */
  static final class SnapshotGoesOn extends PatchedStorage {
    SnapshotGoesOn(Storage inner) {
      super(inner);
    }

    record Snapshots(LogStores now) {
      Future<LogSnapshot> snapshot() {
        return now.snapshot()
            .map(moment -> Patched.over(LogSnapshot.class, moment, new States(now)));
      }
    }

    record States(LogStores now) {
      CursorStore cursors() {
        return now.cursors();
      }
    }

    @Override
    LogStores elsewhere(LogStores logs) {
      return Patched.over(LogStores.class, logs, new Snapshots(logs));
    }
  }
}
