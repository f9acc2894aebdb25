package dev.couchgrass.store.http;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.attachment.Room;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.read.Remote;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Leases;
import dev.couchgrass.store.http.wire.Path;
import dev.couchgrass.store.http.wire.Place;
import dev.couchgrass.store.http.wire.Wire;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The databases of a server that speaks CouchDB's HTTP API: a CouchDB 3, a PouchDB server, or a
 * Couchgrass.
 *
 * <p>What the protocol can't promise, this does not: see {@link DocumentStore#capabilities}. When a
 * connection breaks while an edit is written, the call fails with {@code STORE_FAILED} and nobody
 * on this side knows whether the edit was; whoever needs to know reads the document. Requests that
 * change nothing, and grafts, are repeated within {@link
 * dev.couchgrass.store.http.options.Retries}.
 *
 * <p>Listings, changes and attachments that are being read hold a connection each until their end,
 * or until they are closed: see {@link dev.couchgrass.store.http.options.HttpLimits}.
 *
 * <p>Everything is done on one event loop: the caller's of {@link #open}, if it has one. A program
 * that needs more of them opens several storages.
 */
public final class HttpStorage implements Storage {
  private final Wire wire;
  private final Leases leases = new Leases();
  private final Lifetime lifetime = new Lifetime();
  private final ServerKind kind;
  private final Room room;
  private final Map<DatabaseName, HttpDatabase> opened = new HashMap<>();

  private HttpStorage(Wire wire, ServerKind kind) {
    this.wire = wire;
    this.kind = kind;
    this.room = new Room(wire.options().limits().stagedBytes());
  }

  /**
   * Opens a server, which must answer. Fails with {@code STORE_FAILED} if it can't be reached, or
   * is something else, and with {@code UNAUTHORIZED} if it refuses the credentials already.
   */
  public static Future<Storage> open(Vertx vertx, HttpOptions options) {
    Objects.requireNonNull(options);
    Place place = Place.current(vertx);
    return place.run(
        () -> {
          Wire wire = new Wire(place, options);
          return ServerKind.of(wire)
              .<Storage>map(kind -> new HttpStorage(wire, kind))
              .recover(cause -> wire.close().transform(closed -> Future.failedFuture(cause)));
        });
  }

  private <T> Future<T> run(Supplier<Future<T>> task) {
    lifetime.requireOpen();
    return wire.place()
        .run(() -> lifetime.track(Future.succeededFuture().compose(v -> task.get())));
  }

  @Override
  public Future<DocumentStore> create(DatabaseName name) {
    return run(() -> make(name));
  }

  private Future<DocumentStore> make(DatabaseName name) {
    return wire.ask(Call.put(Path.of(name))).map(made -> handle(name));
  }

  @Override
  public Future<DocumentStore> open(DatabaseName name) {
    return run(() -> find(name));
  }

  private Future<DocumentStore> find(DatabaseName name) {
    return wire.ask(Call.get(Path.of(name)))
        .map(there -> handle(name))
        .recover(cause -> Future.failedFuture(ofDatabase(cause)));
  }

  /** A server that says no more than that it is not there can only mean the database. */
  private static Throwable ofDatabase(Throwable cause) {
    return Failures.is(cause, ErrorCode.DOCUMENT_MISSING)
        ? StoreException.databaseMissing()
        : cause;
  }

  @Override
  public Future<DocumentStore> openOrCreate(DatabaseName name) {
    return run(
        () ->
            find(name)
                .recover(
                    cause ->
                        Failures.is(cause, ErrorCode.DATABASE_MISSING)
                            ? make(name)
                            : Future.failedFuture(cause))
                .recover(
                    cause ->
                        Failures.is(cause, ErrorCode.DATABASE_EXISTS)
                            ? find(name)
                            : Future.failedFuture(cause)));
  }

  private DocumentStore handle(DatabaseName name) {
    return opened.computeIfAbsent(
        name, fresh -> new HttpDatabase(new Remote(wire, leases, name), lifetime, kind, room));
  }

  @Override
  public Future<Void> delete(DatabaseName name) {
    return run(
        () ->
            wire.ask(Call.delete(Path.of(name)))
                .recover(cause -> Future.failedFuture(ofDatabase(cause)))
                .compose(
                    deleted ->
                        Optional.ofNullable(opened.remove(name))
                            .map(HttpDatabase::drop)
                            .orElse(Future.succeededFuture())));
  }

  @Override
  public Future<List<DatabaseName>> databases(DatabaseRange range) {
    return run(
        () ->
            range.limit() == 0
                ? Future.succeededFuture(List.of())
                : kind.couch() ? listed(range) : chosen(range));
  }

  private Future<List<DatabaseName>> listed(DatabaseRange range) {
    return names(path(range))
        .map(names -> names.stream().filter(name -> isBeforeEnd(name, range)).toList());
  }

  /** PouchDB's servers list all that they have, whatever is asked for. */
  private Future<List<DatabaseName>> chosen(DatabaseRange range) {
    return names(Path.ROOT.segment("_all_dbs"))
        .map(
            names ->
                names.stream()
                    .sorted(order(range))
                    .filter(name -> isWithin(name.value(), range))
                    .skip(range.skip())
                    .limit(range.limit())
                    .toList());
  }

  private static Comparator<DatabaseName> order(DatabaseRange range) {
    return range.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  private static boolean isWithin(String name, DatabaseRange range) {
    int direction = range.descending() ? -1 : 1;
    int last = range.inclusiveEnd() ? 0 : -1;
    return range.start().stream().allMatch(start -> direction * name.compareTo(start) >= 0)
        && range.end().stream().allMatch(end -> direction * name.compareTo(end) <= last);
  }

  private Future<List<DatabaseName>> names(Path path) {
    return wire.ask(Call.get(path)).map(json -> Read.whole(json, HttpStorage::names));
  }

  private static Path path(DatabaseRange range) {
    Path path = Path.ROOT.segment("_all_dbs").flag("descending", range.descending());
    if (range.start().isPresent()) {
      path = path.with("startkey", JsonOut.quoted(range.start().get()));
    }
    if (range.end().isPresent()) {
      path = path.with("endkey", JsonOut.quoted(range.end().get()));
      path = range.inclusiveEnd() ? path : path.with("inclusive_end", "false");
    }
    path = range.skip() > 0 ? path.with("skip", Long.toString(range.skip())) : path;
    return path.with("limit", Integer.toString(range.limit()));
  }

  /** Names that other servers allow and this house does not are left out. */
  private static List<DatabaseName> names(JsonReader reader) {
    return Read.list(reader, JsonReader::readString).stream().flatMap(HttpStorage::name).toList();
  }

  private static Stream<DatabaseName> name(String text) {
    try {
      return Stream.of(new DatabaseName(text));
    } catch (InvalidInputException e) {
      return Stream.empty();
    }
  }

  /** Not every server leaves out the end where it is told to. */
  private static boolean isBeforeEnd(DatabaseName name, DatabaseRange range) {
    return range.inclusiveEnd() || !range.end().equals(Optional.of(name.value()));
  }

  /** CouchDB's API knows no signed entries. */
  @Override
  public Future<EntryStore> entries() {
    return run(
        () ->
            Future.failedFuture(
                new StoreException(ErrorCode.NOT_SUPPORTED, "The server keeps no signed entries")));
  }

  @Override
  public Future<LogStores> logs() {
    return run(
        () ->
            Future.failedFuture(
                new StoreException(ErrorCode.NOT_SUPPORTED, "The server keeps no signed logs")));
  }

  /** A server promises nothing for several requests together. */
  @Override
  public <T> Future<T> transact(
      TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
    return run(
        () ->
            Future.failedFuture(
                new StoreException(ErrorCode.NOT_SUPPORTED, "The server has no transactions")));
  }

  /** Nothing is kept back on this side: what a server acknowledged is as safe as it says. */
  @Override
  public Future<Void> flush() {
    return run(Future::succeededFuture);
  }

  /**
   * Breaks off what is being read, lets what else was handed in end, for as long as the timeouts
   * say ({@code drain}), and closes every connection. What has not ended by then fails with {@code
   * STORE_FAILED}.
   */
  @Override
  public Future<Void> close() {
    Duration drain = wire.options().timeouts().drain();
    return wire.place()
        .run(
            () -> {
              if (lifetime.close()) {
                leases
                    .endAll()
                    .compose(ended -> lifetime.idle(wire.place().vertx(), drain))
                    .compose(idle -> leases.endAll())
                    .compose(ended -> Repeat.each(List.copyOf(opened.values()), HttpDatabase::drop))
                    .eventually(wire::close)
                    .onComplete(lifetime.over());
              }
              return lifetime.over().future();
            });
  }

  @Override
  public String toString() {
    return "HttpStorage[" + wire.options().server() + ']';
  }
}
