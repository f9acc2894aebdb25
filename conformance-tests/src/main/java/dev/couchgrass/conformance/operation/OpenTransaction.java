package dev.couchgrass.conformance.operation;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** A transaction that is open until it is told how to end. */
public final class OpenTransaction {
  /** So much that a busy machine does not end one. */
  private static final TransactionOptions LONG =
      TransactionOptions.DEFAULTS.withTimeout(Duration.ofMinutes(10));

  private final Promise<StorageTransaction> begun = Promise.promise();
  private final Promise<Void> end = Promise.promise();
  private final Future<Void> ended;

  private OpenTransaction(Storage storage, TransactionOptions options) {
    this.ended = storage.transact(options, this::begin);
    ended.onFailure(
        failure -> {
          begun.tryFail(failure);
        });
  }

  private Future<Void> begin(StorageTransaction handle) {
    begun.complete(handle);
    return end.future();
  }

  /** Begins one, now. */
  public static OpenTransaction begin(Storage storage) {
    OpenTransaction open = ask(storage);
    StoreFixture.await(open.begun.future());
    return open;
  }

  /** Asks for one, which begins when those before it have ended. */
  public static OpenTransaction ask(Storage storage) {
    return ask(storage, LONG);
  }

  /** As {@link #ask(Storage)}, with other options. */
  public static OpenTransaction ask(Storage storage, TransactionOptions options) {
    return new OpenTransaction(storage, options);
  }

  /** Whether it has begun. */
  public boolean hasBegun() {
    return begun.future().isComplete();
  }

  /** What the work is given, once it has begun. */
  public StorageTransaction handle() {
    return StoreFixture.await(begun.future());
  }

  /** How it ended, when it has. */
  public Future<Void> ended() {
    return ended;
  }

  /** Lets the work succeed, and waits for the commit. */
  public void commit() {
    end.complete();
    StoreFixture.await(ended);
  }

  /** Lets the work fail, and waits for the end. */
  public void rollback() {
    RuntimeException reason = new IllegalArgumentException("The work was given up");
    end.fail(reason);
    assertSame(reason, assertThrows(RuntimeException.class, () -> StoreFixture.await(ended)));
  }
}
