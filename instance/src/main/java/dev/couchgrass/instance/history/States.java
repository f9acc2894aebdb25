package dev.couchgrass.instance.history;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Contribution;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The states of the stores of a database: what all entries that a moment of a store stands for say,
 * merged in their order, but for those that are left out. Data that is no document says nothing.
 *
 * <p>A state is worked out from a recent one where that is possible: where it is of an earlier
 * moment, and all that came since comes later in the order.
 */
final class States {
  /** How many entries are merged at a time. */
  private static final int PIECE = 500;

  /** Of what is merged, up to so much is on the caller's thread. */
  private static final long MAX_INLINE_BYTES = 64 << 10;

  private final EntryStore entries;
  private final Cid database;
  private final Workers workers;
  private final Predicate<StoredEntry> leftOut;
  private final DataReader reader;
  private final RecentStates recent = new RecentStates();

  States(EntryStore entries, Cid database, Workers workers, Predicate<StoredEntry> leftOut) {
    this(entries, database, workers, leftOut, States::said);
  }

  States(
      EntryStore entries,
      Cid database,
      Workers workers,
      Predicate<StoredEntry> leftOut,
      DataReader reader) {
    this.entries = entries;
    this.database = database;
    this.workers = workers;
    this.leftOut = leftOut;
    this.reader = reader;
  }

  /** Forgets all states: others are left out now. */
  void forget() {
    recent.clear();
  }

  /**
   * The state of a store at a moment of it.
   *
   * @param tips of the store
   */
  Future<Doc> at(String store, Tips tips) {
    if (tips.isEmpty()) {
      return Future.succeededFuture(Doc.EMPTY);
    }
    Optional<KnownState> known = recent.find(store, tips);
    return known.isPresent()
        ? Future.succeededFuture(known.get().state())
        : workOut(store, tips).map(found -> keep(store, found));
  }

  /** The settings that an entry pins. */
  Future<Doc> pinnedBy(Entry entry) {
    return at(StoreNames.SETTINGS, Tips.of(entry.metadata().settingsTips()));
  }

  /** Whether a state is there already. */
  boolean isKnown(String store, Tips tips) {
    return tips.isEmpty() || recent.find(store, tips).isPresent();
  }

  private Doc keep(String store, KnownState found) {
    recent.add(store, found);
    return found.state();
  }

  private Future<KnownState> workOut(String store, Tips tips) {
    Iterator<KnownState> candidates = recent.of(store).iterator();
    Slot<Optional<KnownState>> found = new Slot<>(Optional.empty());
    return Repeat.whileTrue(
            () ->
                candidates.hasNext()
                    ? extend(store, candidates.next(), tips)
                        .map(
                            extended -> {
                              found.set(extended);
                              return extended.isEmpty();
                            })
                    : Future.succeededFuture(false))
        .compose(
            done ->
                found.value().isPresent()
                    ? Future.succeededFuture(found.value().get())
                    : merge(store, KnownState.NOTHING, tips).map(Optional::orElseThrow));
  }

  /** The state from an earlier one; empty if that is no way to it. */
  private Future<Optional<KnownState>> extend(String store, KnownState earlier, Tips tips) {
    EntryRange beyond = EntryRange.to(database, store, earlier.tips()).from(tips);
    return entries
        .history(beyond)
        .compose(cursor -> cursor.next(1).eventually(cursor::close))
        .compose(
            other ->
                other.isEmpty()
                    ? merge(store, earlier, tips)
                    : Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<KnownState>> merge(String store, KnownState earlier, Tips tips) {
    return entries
        .history(EntryRange.to(database, store, tips).from(earlier.tips()))
        .compose(cursor -> merge(store, earlier.withTips(tips), cursor).eventually(cursor::close));
  }

  private Future<Optional<KnownState>> merge(
      String store, KnownState earlier, ResultCursor<StoredEntry> later) {
    Slot<Optional<KnownState>> merged = new Slot<>(Optional.of(earlier));
    return Repeat.whileTrue(
            () ->
                later
                    .next(PIECE)
                    .compose(
                        piece ->
                            next(store, merged.value(), piece)
                                .map(
                                    state -> {
                                      merged.set(state);
                                      return !piece.isEmpty() && state.isPresent();
                                    })))
        .map(done -> merged.value());
  }

  /** Off the caller's thread if it may take long. */
  private Future<Optional<KnownState>> next(
      String store, Optional<KnownState> earlier, List<StoredEntry> later) {
    Supplier<Optional<KnownState>> merge =
        () -> earlier.flatMap(state -> after(store, state, later));
    long bytes = earlier.map(KnownState::bytes).orElse(0L) + bytes(later);
    return bytes > MAX_INLINE_BYTES && !later.isEmpty()
        ? workers.run(merge::get)
        : Future.succeededFuture(merge.get());
  }

  private static long bytes(List<StoredEntry> entries) {
    return entries.stream().mapToLong(stored -> stored.entry().bytes().length).sum();
  }

  /** A state after some entries; empty if one of them comes before what is in it already. */
  private Optional<KnownState> after(String store, KnownState state, List<StoredEntry> later) {
    if (later.isEmpty()) {
      return Optional.of(state);
    }
    KnownState.Place first = place(store, later.get(0).entry());
    if (state.last().isPresent() && first.compareTo(state.last().get()) < 0) {
      return Optional.empty();
    }
    List<Contribution<Cid>> contributions = new ArrayList<>();
    for (StoredEntry stored : later) {
      if (!leftOut.test(stored)) {
        reader
            .read(stored.entry(), store)
            .ifPresent(
                data ->
                    contributions.add(
                        new Contribution<>(
                            stored.entry().storeHeight(store), stored.entry().id(), data)));
      }
    }
    Doc merged = state.state().merge(Contribution.state(contributions));
    return Optional.of(
        new KnownState(
            state.tips(),
            Optional.of(place(store, later.get(later.size() - 1).entry())),
            merged,
            state.bytes() + bytes(later)));
  }

  private static KnownState.Place place(String store, Entry entry) {
    return new KnownState.Place(entry.storeHeight(store), entry.id());
  }

  private static Optional<Doc> said(Entry entry, String store) {
    try {
      return entry.data(store).map(Doc::decode);
    } catch (InvalidInputException e) {
      return Optional.empty(); // All replicas read the same bytes, and none can read these.
    }
  }
}
