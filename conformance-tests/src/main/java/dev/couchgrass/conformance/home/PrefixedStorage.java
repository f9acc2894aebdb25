package dev.couchgrass.conformance.home;

import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The databases of a storage whose names begin with a prefix, which is taken off. */
final class PrefixedStorage implements Storage {
  /** Greater than any character of a name, in every order of texts that servers use. */
  private static final String LAST = "\uffff";

  private final Storage all;
  private final String prefix;
  private final Map<DocumentStore, DocumentStore> opened = new ConcurrentHashMap<>();

  PrefixedStorage(Storage all, String prefix) {
    this.all = all;
    this.prefix = prefix;
  }

  private DatabaseName outer(DatabaseName name) {
    if (prefix.length() + name.value().length() > DatabaseName.MAX_LENGTH) {
      throw new TestAbortedException("There is no room for a prefix in so long a name");
    }
    return new DatabaseName(prefix + name.value());
  }

  private DatabaseName inner(DatabaseName name) {
    return new DatabaseName(name.value().substring(prefix.length()));
  }

  @Override
  public Future<DocumentStore> create(DatabaseName name) {
    return all.create(outer(name)).map(this::named);
  }

  @Override
  public Future<DocumentStore> open(DatabaseName name) {
    return all.open(outer(name)).map(this::named);
  }

  @Override
  public Future<DocumentStore> openOrCreate(DatabaseName name) {
    return all.openOrCreate(outer(name)).map(this::named);
  }

  @Override
  public Future<Void> delete(DatabaseName name) {
    return all.delete(outer(name));
  }

  @Override
  public Future<List<DatabaseName>> databases(DatabaseRange range) {
    Optional<String> first = Optional.of(prefix + range.start().orElse(""));
    Optional<String> last = Optional.of(prefix + range.end().orElse(LAST));
    if (range.descending()) {
      first = Optional.of(prefix + range.start().orElse(LAST));
      last = Optional.of(prefix + range.end().orElse(""));
    }
    DatabaseRange own =
        new DatabaseRange(
            first, last, range.inclusiveEnd(), range.descending(), range.skip(), range.limit());
    return all.databases(own).map(names -> names.stream().map(this::inner).toList());
  }

  /** Those of all: an entry's id is its own, so nobody needs a prefix. */
  @Override
  public Future<EntryStore> entries() {
    return all.entries();
  }

  /** Those of all: a log is its author's. */
  @Override
  public Future<LogStores> logs() {
    return all.logs();
  }

  @Override
  public <T> Future<T> transact(
      TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
    return all.transact(options, tx -> work.apply(renamed(tx)));
  }

  private StorageTransaction renamed(StorageTransaction tx) {
    return proxy(
        StorageTransaction.class,
        (method, arguments) ->
            method.getName().equals("documents")
                ? tx.documents(outer((DatabaseName) Objects.requireNonNull(arguments)[0]))
                : invoke(tx, method, arguments));
  }

  @Override
  public Future<Void> flush() {
    return all.flush();
  }

  @Override
  public Future<Void> close() {
    return all.close();
  }

  /** The same but for its name; one for each. */
  private DocumentStore named(DocumentStore database) {
    return opened.computeIfAbsent(database, this::renamed);
  }

  private DocumentStore renamed(DocumentStore database) {
    return proxy(DocumentStore.class, (method, arguments) -> call(database, method, arguments));
  }

  private Object call(DocumentStore database, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("name")) {
      return inner(database.name());
    }
    if (method.getName().equals("info")) {
      return database.info().map(this::renamed);
    }
    return invoke(database, method, arguments);
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.make(method, arguments)));
  }

  private static Object invoke(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** What a call comes to. */
  @FunctionalInterface
  private interface Call {
    Object make(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private DatabaseInfo renamed(DatabaseInfo info) {
    return new DatabaseInfo(
        inner(info.name()),
        info.documents(),
        info.deletedDocuments(),
        info.updateSequence(),
        info.purgeSequence(),
        info.sizes(),
        info.compactRunning(),
        info.instance(),
        info.created());
  }
}
