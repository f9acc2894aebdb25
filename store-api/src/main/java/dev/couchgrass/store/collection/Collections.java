package dev.couchgrass.store.collection;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The collections of a storage. Flushing and closing are the storage's.
 *
 * <p>Any text is a name that is not empty and is well-formed Unicode. Each collection is a database
 * named {@code collection/} and the name, in which every byte of the UTF-8 form that is no
 * lower-case letter, digit, dash or underscore is written as a dollar sign and two hexadecimal
 * digits: {@code cells} is kept in {@code collection/cells}, and {@code a:b} in {@code
 * collection/a$3ab}. So written, a name may have 227 characters. Others fail with {@code
 * ILLEGAL_DATABASE_NAME}.
 *
 * <p>Every method may be called from any thread. Futures complete on the caller's context.
 */
public final class Collections {
  private final Storage storage;
  private final CollectionOptions options;

  private Collections(Storage storage, CollectionOptions options) {
    this.storage = storage;
    this.options = options;
  }

  /** The collections of a storage. */
  public static Collections over(Storage storage) {
    return over(storage, CollectionOptions.DEFAULTS);
  }

  /** The collections of a storage. */
  public static Collections over(Storage storage, CollectionOptions options) {
    return new Collections(Objects.requireNonNull(storage), Objects.requireNonNull(options));
  }

  /**
   * Opens a collection, and makes it first if it is not there. The same name gives the same
   * collection; a new one is listed at once, and durable as the storage is.
   */
  public Future<Collection> collection(String name) {
    DatabaseName database;
    try {
      database = CollectionNames.database(name);
    } catch (StoreException refusal) {
      return Future.failedFuture(refusal);
    }
    return storage
        .openOrCreate(database)
        .map(documents -> new Collection(name, documents, options));
  }

  /**
   * The names of the collections, empty ones included, in order; of more than {@link
   * DatabaseRange#MAX_LIMIT}, only so many.
   */
  public Future<List<String>> list() {
    return storage
        .databases(DatabaseRange.prefix(CollectionNames.PREFIX))
        .map(
            databases ->
                databases.stream()
                    .map(CollectionNames::collection)
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList());
  }

  /** Deletes a collection and everything in it; false if it was not there. */
  public Future<Boolean> delete(String name) {
    DatabaseName database;
    try {
      database = CollectionNames.database(name);
    } catch (StoreException refusal) {
      return Future.failedFuture(refusal);
    }
    return storage
        .delete(database)
        .map(true)
        .recover(
            failure ->
                failure instanceof StoreException refusal
                        && refusal.code() == ErrorCode.DATABASE_MISSING
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(failure));
  }
}
