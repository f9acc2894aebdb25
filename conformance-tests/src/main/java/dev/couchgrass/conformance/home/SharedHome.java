package dev.couchgrass.conformance.home;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Room for a test in a storage that others use as well, such as a server that runs anyway: the
 * test's databases have a prefix in their names, see no others, and are all that is deleted.
 */
public final class SharedHome implements StorageHome {
  private static final long SECONDS = 120;

  private final Function<Vertx, Future<Storage>> opening;
  private final String prefix;

  private SharedHome(Function<Vertx, Future<Storage>> opening, String prefix) {
    this.opening = opening;
    this.prefix = prefix;
  }

  /**
   * New room.
   *
   * @param opening opens the storage, which keeps what it has when it is closed
   */
  public static SharedHome in(Function<Vertx, Future<Storage>> opening, Random random) {
    return new SharedHome(opening, "test-%016x-".formatted(random.nextLong()));
  }

  @Override
  public Future<Storage> open(Vertx vertx) {
    return opening.apply(vertx).map(storage -> new PrefixedStorage(storage, prefix));
  }

  @Override
  public boolean keeps() {
    return true;
  }

  /** Deletes the databases with the prefix. */
  @Override
  public void delete() {
    Vertx vertx = Vertx.vertx();
    try {
      Storage storage = await(open(vertx));
      for (DatabaseName name : await(storage.databases(DatabaseRange.ALL))) {
        await(storage.delete(name));
      }
      await(storage.close());
    } finally {
      await(vertx.close());
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("What a test made was not deleted in time", e);
    }
  }
}
