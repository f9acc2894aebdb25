package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.EntryTransaction;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.Reachability;
import dev.couchgrass.store.entry.StateKey;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Caller;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.kv.commit.Lane;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.commit.Turn;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A store of entries over an engine: hands every call to the part that does it. */
public final class KvEntryStore implements EntryStore {
  /** Bytes that count as another entry. */
  private static final int BYTES_PER_ENTRY = 4096;

  /** What weighs this much never runs on an event loop: nobody knows how long a walk is. */
  private static final long WALK = Integer.MAX_VALUE;

  /** How many states one step forgets. */
  private static final int FORGOTTEN = 1000;

  private final Engine engine;
  private final EntryKeys keys;
  private final Workers workers;
  private final EntryOptions options;
  private final EntryCache cache;
  private final Writer<EntryUnit> writer;
  private volatile boolean closed;

  /**
   * @param number which stands for this in keys, and for no database
   */
  public KvEntryStore(Engine engine, int number, Workers workers, EntryOptions options) {
    this.engine = engine;
    this.keys = new EntryKeys(number);
    this.workers = workers;
    this.options = options;
    this.cache = new EntryCache(options.maxCachedBytes());
    this.writer =
        new Writer<>(
            engine, newest -> new EntryUnit(newest, keys, cache), workers, options.maxWaiting());
  }

  /** Takes nothing more; completes when what was handed in is written. */
  public Future<Void> close() {
    closed = true;
    return writer.close();
  }

  /** Keeps other writers out, until the turn ends. */
  public Future<Turn<EntryUnit>> takeTurn() {
    requireOpen();
    return writer.takeTurn();
  }

  /** This store, as a transaction that has the turn sees it. */
  public EntryTransaction within(Turn<EntryUnit> turn, Lane lane, Turn.Room room) {
    return new KvEntryTransaction(turn, new EntryView(turn.view(), keys, cache), lane, room);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The storage is closed");
    }
  }

  private <T> Future<T> read(long weight, Function<EntryView, T> read) {
    requireOpen();
    return workers.read(
        weight,
        () -> {
          try (EntryView view = new EntryView(engine.snapshot(), keys, cache)) {
            return read.apply(view);
          }
        });
  }

  private <T> Future<T> read(Function<EntryView, T> read) {
    return read(1, read);
  }

  /** Starts something that reads on, and closes the view itself. */
  private <T> Future<ResultCursor<T>> open(
      long weight, Function<EntryView, ResultCursor<T>> opening) {
    requireOpen();
    return workers.read(
        weight,
        () -> {
          EntryView view = new EntryView(engine.snapshot(), keys, cache);
          try {
            return opening.apply(view);
          } catch (RuntimeException | Error e) {
            view.close();
            throw e;
          }
        });
  }

  /** A listing of a graph; of nothing if there is nothing of its database. */
  private <T> Future<ResultCursor<T>> list(
      Cid database, Optional<String> store, BiFunction<EntryView, Graph, ResultCursor<T>> listing) {
    return open(
        1,
        view -> {
          Graph none = Graph.of(0);
          return listing.apply(view, view.reads().graph(database, store).orElse(none));
        });
  }

  private <T> Future<T> submit(Mutation<EntryUnit, T> mutation, long weight) {
    requireOpen();
    return writer.submit(mutation, weight);
  }

  static long weight(Collection<Entry> entries) {
    long bytes = entries.stream().mapToLong(entry -> entry.bytes().length).sum();
    return entries.size() + bytes / BYTES_PER_ENTRY;
  }

  static void requireFew(int entries) {
    if (entries > MAX_ENTRIES) {
      throw new IllegalArgumentException("Too many entries for one call");
    }
  }

  @Override
  public Future<Set<Cid>> put(List<Entry> entries) {
    requireFew(entries.size());
    return submit(new PutEntries(List.copyOf(entries)), weight(entries));
  }

  @Override
  public Future<Set<Cid>> putVerified(List<Entry> entries) {
    requireFew(entries.size());
    return submit(new PutVerified(List.copyOf(entries)), weight(entries));
  }

  @Override
  public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
    return submit(new SettleEntries(Map.copyOf(statuses)), statuses.size()).mapEmpty();
  }

  @Override
  public Future<Optional<StoredEntry>> get(Cid id) {
    return read(view -> view.reads().stored(id));
  }

  @Override
  public Future<Map<Cid, StoredEntry>> get(Collection<Cid> ids) {
    requireFew(ids.size());
    List<Cid> wanted = List.copyOf(ids);
    return read(wanted.size(), view -> view.stored(wanted));
  }

  @Override
  public Future<Optional<EntryStatus>> status(Cid id) {
    return read(view -> view.reads().record(id).map(EntryRecord::status));
  }

  @Override
  public Future<ResultCursor<StoredEntry>> roots() {
    return open(1, view -> EntryScan.roots(view, workers));
  }

  @Override
  public Future<ResultCursor<StoredEntry>> entries(Cid database) {
    return list(database, Optional.empty(), (view, graph) -> EntryScan.of(view, workers, graph));
  }

  @Override
  public Future<ResultCursor<StoredEntry>> entries(Cid database, String store) {
    return list(database, Optional.of(store), (view, graph) -> EntryScan.of(view, workers, graph));
  }

  @Override
  public Future<ResultCursor<StoredEntry>> withStatus(Cid database, EntryStatus status) {
    return list(
        database,
        Optional.empty(),
        (view, graph) -> EntryScan.withStatus(view, workers, graph.database(), status));
  }

  @Override
  public Future<ResultCursor<Cid>> withStatus(EntryStatus status) {
    return open(1, view -> EntryScan.withStatus(view, workers, status));
  }

  @Override
  public Future<ResultCursor<Cid>> missing(Cid database) {
    return list(
        database,
        Optional.empty(),
        (view, graph) -> EntryScan.missing(view, workers, graph.database()));
  }

  private Future<Tips> tips(Cid database, Optional<String> store, EntrySpace which) {
    return read(view -> view.tips(which, database, store));
  }

  @Override
  public Future<Tips> tips(Cid database) {
    return tips(database, Optional.empty(), EntrySpace.TIPS);
  }

  @Override
  public Future<Tips> tips(Cid database, String store) {
    return tips(database, Optional.of(store), EntrySpace.TIPS);
  }

  @Override
  public Future<Tips> verifiedTips(Cid database) {
    return tips(database, Optional.empty(), EntrySpace.VERIFIED_TIPS);
  }

  @Override
  public Future<Tips> verifiedTips(Cid database, String store) {
    return verifiedTips(database).compose(now -> tipsAt(database, store, now));
  }

  @Override
  public Future<Tips> tipsAt(Cid database, String store, Tips moment) {
    return read(view -> knownTipsAt(view, database, store, moment))
        .compose(
            known ->
                known.isPresent()
                    ? Future.succeededFuture(known.get())
                    : read(WALK, view -> tipsAt(view, database, store, moment)));
  }

  /** Requires what it takes, and answers if the answer is near. */
  private static Optional<Tips> knownTipsAt(
      EntryView view, Cid database, String store, Tips moment) {
    view.reads().require(view.reads().graph(database, Optional.empty()), moment);
    Optional<Graph> graph = view.reads().graph(database, Optional.of(store));
    return graph.isEmpty() ? Optional.of(Tips.NONE) : view.knownTipsAt(graph.get(), moment);
  }

  private static Tips tipsAt(EntryView view, Cid database, String store, Tips moment) {
    return view.reads()
        .graph(database, Optional.of(store))
        .map(graph -> view.tipsAt(graph, moment))
        .orElse(Tips.NONE);
  }

  @Override
  public Future<ResultCursor<StoredEntry>> history(EntryRange range) {
    return open(
        WALK, view -> EntryScan.of(view, workers, new Histories(view.reads()).range(range)));
  }

  @Override
  public Future<Optional<Cid>> mergeBase(Cid database, String store, Tips tips) {
    requireOpen();
    if (tips.isEmpty()) {
      return Future.failedFuture(
          new StoreException(ErrorCode.BAD_REQUEST, "A merge base is one of entries"));
    }
    return read(
        WALK,
        view -> {
          Optional<Graph> graph = view.reads().graph(database, Optional.of(store));
          view.reads().require(graph, tips);
          return graph.flatMap(found -> new Histories(view.reads()).mergeBase(found, tips));
        });
  }

  @Override
  public Future<List<Cid>> firstParentPath(Cid database, String store, Cid target) {
    return read(
        WALK,
        view -> {
          Optional<Graph> graph = view.reads().graph(database, Optional.of(store));
          view.reads().require(graph, Tips.of(target));
          return graph
              .map(found -> new Histories(view.reads()).firstParentPath(found, target))
              .orElse(List.of());
        });
  }

  @Override
  public Future<Reachability> reaches(Cid database, Tips from, Collection<Cid> targets) {
    List<Cid> wanted = List.copyOf(targets);
    return read(
        WALK,
        view -> {
          Optional<Graph> graph = view.reads().graph(database, Optional.empty());
          requireOfDatabase(view.reads(), graph, from.ids());
          requireOfDatabase(view.reads(), graph, wanted);
          return new Histories(view.reads()).reaches(graph.orElse(Graph.of(0)), from, wanted);
        });
  }

  private static void requireOfDatabase(
      EntryReads reads, Optional<Graph> graph, Collection<Cid> ids) {
    List<Cid> there = ids.stream().filter(id -> reads.record(id).isPresent()).toList();
    reads.require(graph, Tips.of(there));
  }

  @Override
  public Future<List<Cid>> storeParents(Cid database, String store, Cid id) {
    return read(
        view ->
            view.reads()
                .graph(database, Optional.of(store))
                .map(graph -> new Histories(view.reads()).storeParents(graph, id))
                .orElse(List.of()));
  }

  @Override
  public Future<Optional<byte[]>> cachedState(StateKey key) {
    return read(
        view ->
            KeepState.isKey(key)
                ? view.reads().value(keys.state(key)).map(KeepState::stateOf)
                : Optional.empty());
  }

  @Override
  public Future<Void> cacheState(StateKey key, byte[] state) {
    requireOpen();
    long most = Math.min(options.maxStateBytes(), engine.capabilities().maxValueBytes());
    return state.length + (long) KeepState.TURN_BYTES > most || !KeepState.isKey(key)
        ? Future.succeededFuture()
        : submit(
                new KeepState(key, state, options.maxStateBytes()),
                1 + state.length / BYTES_PER_ENTRY)
            .mapEmpty();
  }

  @Override
  public Future<Void> clearStates() {
    requireOpen();
    return Caller.current()
        .deliver(
            Repeat.whileTrue(() -> writer.submitUpkeep(new ForgetStates(FORGOTTEN), FORGOTTEN)));
  }

  private Future<Optional<byte[]>> instance(int what) {
    return read(view -> view.reads().value(keys.instance(what)));
  }

  private Future<Void> setInstance(int what, byte[] value) {
    return submit(
            unit -> {
              unit.put(keys.instance(what), value);
              return true;
            },
            1)
        .mapEmpty();
  }

  @Override
  public Future<Optional<byte[]>> instanceMetadata() {
    return instance(EntryKeys.METADATA);
  }

  @Override
  public Future<Void> setInstanceMetadata(byte[] metadata) {
    return setInstance(EntryKeys.METADATA, metadata);
  }

  @Override
  public Future<Optional<byte[]>> instanceSecrets() {
    return instance(EntryKeys.SECRETS);
  }

  @Override
  public Future<Void> setInstanceSecrets(byte[] secrets) {
    return setInstance(EntryKeys.SECRETS, secrets);
  }
}
