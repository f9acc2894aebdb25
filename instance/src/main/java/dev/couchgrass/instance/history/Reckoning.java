package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.Effect;
import dev.couchgrass.instance.auth.Restriction;
import dev.couchgrass.instance.auth.Ruling;
import dev.couchgrass.instance.auth.SignedEntry;
import dev.couchgrass.instance.auth.Standing;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds which entries of a database are void: those that a standing restriction takes away, and
 * those that no settings allow once what is void among these does not count. A restriction that is
 * found to be one of the latter does not stand, and all is found anew without it.
 *
 * <p>Depends on what is accepted, and not on what was void before. Looks at all entries that a
 * restriction does not build on: seldom, and never while nothing is concurrent.
 */
final class Reckoning {
  private static final int PIECE = 500;

  /**
   * What was found.
   *
   * @param voidChanges of the settings
   * @param undecided whether it can't be told yet of some entry
   */
  record Outcome(List<Restriction> standing, Set<Cid> voidChanges, boolean undecided) {}

  private final EntryStore entries;
  private final Cid database;
  private final SettingsGraph graph;
  private final Rulings rulings;
  private final Set<Cid> taken = new HashSet<>();
  private final Set<Cid> fallen = new HashSet<>();
  private final Map<Cid, Ruling> found = new HashMap<>();
  private boolean undecided;
  private final States all;
  private final States left;

  Reckoning(
      EntryStore entries, Cid database, Workers workers, Rulings rulings, SettingsGraph graph) {
    this.entries = entries;
    this.database = database;
    this.graph = graph;
    this.rulings = rulings;
    this.all = new States(entries, database, workers, stored -> false);
    this.left =
        new States(entries, database, workers, stored -> taken.contains(stored.entry().id()));
  }

  /**
   * Makes void what is, and verified what is no more.
   *
   * @param restrictions all of them
   * @param coming one of them that is not in the store yet
   * @param store puts it there, after what becomes void and before what is verified again
   */
  Future<Outcome> reckon(
      List<Restriction> restrictions, Optional<Entry> coming, Supplier<Future<Void>> store) {
    return voids()
        .compose(
            before ->
                frontier(before)
                    .compose(tips -> find(restrictions, coming, tips))
                    .compose(
                        standing ->
                            settle(taken, before, EntryStatus.VOID)
                                .compose(done -> store.get())
                                .compose(done -> settle(before, taken, EntryStatus.VERIFIED))
                                .map(done -> new Outcome(standing, changes(), undecided))));
  }

  /**
   * Makes void what one more restriction takes away, where all others stand, and do so beside it.
   *
   * @param coming which is not in the store yet
   * @param standing those that stand
   * @param store puts it there, after what becomes void
   * @return what it takes; empty, and nothing is done, if there are changes of the settings among
   *     it, so that all has to be reckoned
   */
  Future<Optional<Set<Cid>>> add(
      Restriction coming, List<Restriction> standing, Supplier<Future<Void>> store) {
    return voids()
        .compose(
            before ->
                frontier(before)
                    .compose(
                        tips ->
                            take(coming, Optional.of(coming.change().entry()), tips, ids(standing)))
                    .compose(
                        done ->
                            changes().isEmpty()
                                ? settle(taken, before, EntryStatus.VOID)
                                    .compose(now -> store.get())
                                    .map(Optional.of(Set.copyOf(taken)))
                                : Future.succeededFuture(Optional.<Set<Cid>>empty())));
  }

  /** Whether it can't be told yet of some entry whether it is void. */
  boolean isUndecided() {
    return undecided;
  }

  private Set<Cid> changes() {
    Set<Cid> changes = new HashSet<>();
    taken.stream().filter(graph::contains).forEach(changes::add);
    return Set.copyOf(changes);
  }

  private Future<Set<Cid>> voids() {
    return entries
        .withStatus(database, EntryStatus.VOID)
        .compose(cursor -> cursor.toList(Integer.MAX_VALUE - 1))
        .map(
            there -> {
              Set<Cid> ids = new HashSet<>();
              there.forEach(stored -> ids.add(stored.entry().id()));
              return ids;
            });
  }

  /** The tips of all that is accepted, whether void or not. */
  private Future<Tips> frontier(Set<Cid> voids) {
    return entries
        .verifiedTips(database)
        .map(
            verified -> {
              Set<Cid> tips = new HashSet<>(verified.ids());
              tips.addAll(voids);
              return Tips.of(tips);
            });
  }

  /** Finds what is taken, again as long as restrictions fall. */
  private Future<List<Restriction>> find(
      List<Restriction> restrictions, Optional<Entry> coming, Tips frontier) {
    return findOnce(restrictions, coming, frontier)
        .compose(
            standing -> {
              int before = fallen.size();
              // The first alone: what others lost may have been lost through it.
              standing.stream()
                  .map(Restriction::id)
                  .filter(taken::contains)
                  .findFirst()
                  .ifPresent(fallen::add);
              return fallen.size() == before
                  ? Future.succeededFuture(standing)
                  : find(restrictions, coming, frontier);
            });
  }

  private Future<List<Restriction>> findOnce(
      List<Restriction> restrictions, Optional<Entry> coming, Tips frontier) {
    taken.clear();
    undecided = false;
    left.forget();
    List<Restriction> some =
        restrictions.stream().filter(each -> !fallen.contains(each.id())).toList();
    return Hearing.all(some, graph, rulings.delegates())
        .map(
            answer -> {
              undecided |= answer instanceof Standing.Missing;
              return Hearing.standing(answer);
            })
        .compose(
            standing ->
                Repeat.each(standing, each -> take(each, coming, frontier, ids(standing)))
                    .compose(done -> spread(frontier))
                    .map(done -> standing));
  }

  private static Set<Cid> ids(List<Restriction> restrictions) {
    Set<Cid> ids = new HashSet<>();
    restrictions.forEach(each -> ids.add(each.id()));
    return ids;
  }

  /**
   * Finds what a restriction takes away, among all that it does not build on. Between restrictions,
   * the hearing has decided.
   */
  private Future<Void> take(
      Restriction restriction, Optional<Entry> coming, Tips frontier, Set<Cid> standing) {
    boolean comes = coming.filter(entry -> entry.id().equals(restriction.id())).isPresent();
    Tips below =
        comes ? Tips.of(restriction.change().entry().parents()) : Tips.of(restriction.id());
    return (restriction.concernsSettingsAlone()
            ? settingsBeside(restriction, comes, frontier)
            : Future.succeededFuture(EntryRange.to(database, frontier).from(below)))
        .compose(
            range ->
                each(
                    range,
                    entry ->
                        standing.contains(entry.id())
                            ? Future.succeededFuture()
                            : take(restriction, entry)));
  }

  private Future<EntryRange> settingsBeside(Restriction restriction, boolean comes, Tips frontier) {
    Tips below =
        comes
            ? Tips.of(restriction.change().entry().metadata().settingsTips())
            : Tips.of(restriction.id());
    return entries
        .tipsAt(database, StoreNames.SETTINGS, frontier)
        .map(tips -> EntryRange.to(database, StoreNames.SETTINGS, tips).from(below));
  }

  private Future<Void> take(Restriction restriction, Entry entry) {
    if (entry.isRoot()
        || !restriction.mayConcern(entry)
        || knows(entry, Set.of(restriction.id()))) {
      return Future.succeededFuture();
    }
    return ruling(entry)
        .compose(
            ruling ->
                ruling instanceof Ruling.Allowed allowed
                    ? effect(restriction, new SignedEntry(entry, allowed.key()))
                    : Future.succeededFuture(new Effect.Leaves()))
        .map(
            effect -> {
              undecided |= effect instanceof Effect.Missing;
              return effect instanceof Effect.Takes && taken.add(entry.id());
            })
        .mapEmpty();
  }

  /** By what an entry pins, which is asked for each restriction, and found once. */
  private Future<Ruling> ruling(Entry entry) {
    Optional<Ruling> known = Optional.ofNullable(found.get(entry.id()));
    return known.isPresent()
        ? Future.succeededFuture(known.get())
        : rulings
            .checkAccepted(entry, all)
            .map(
                ruling -> {
                  found.put(entry.id(), ruling);
                  return ruling;
                });
  }

  private Future<Effect> effect(Restriction restriction, SignedEntry signed) {
    return DelegatedAnswers.check(
        rulings.delegates(), delegated -> restriction.effectOn(signed, delegated));
  }

  private boolean knows(Entry entry, Set<Cid> changes) {
    return graph.known(entry.metadata().settingsTips()).containsAny(changes);
  }

  /** Finds what only void settings allow, and what only these allow, and so on. */
  private Future<Void> spread(Tips frontier) {
    return Repeat.whileTrue(
        () -> {
          Set<Cid> changes = changes();
          int before = taken.size();
          left.forget();
          return changes.isEmpty()
              ? Future.succeededFuture(false)
              : each(EntryRange.to(database, frontier), entry -> spread(entry, changes))
                  .map(done -> taken.size() > before);
        });
  }

  private Future<Void> spread(Entry entry, Set<Cid> changes) {
    return entry.isRoot() || taken.contains(entry.id()) || !knows(entry, changes)
        ? Future.succeededFuture()
        : ruling(entry)
            .compose(
                ruling ->
                    ruling instanceof Ruling.Allowed allowed
                        ? rulings.checkAgain(new SignedEntry(entry, allowed.key()), left)
                        : Future.succeededFuture(ruling))
            .map(
                ruling -> {
                  undecided |= ruling instanceof Ruling.Missing;
                  return ruling instanceof Ruling.Refused && taken.add(entry.id());
                })
            .mapEmpty();
  }

  /** Gives a status to those of some entries that are not among others. */
  private Future<Void> settle(Set<Cid> some, Set<Cid> others, EntryStatus status) {
    Map<Cid, EntryStatus> statuses = new HashMap<>();
    some.stream().filter(id -> !others.contains(id)).forEach(id -> statuses.put(id, status));
    return statuses.isEmpty() ? Future.succeededFuture() : entries.setStatus(statuses);
  }

  private Future<Void> each(EntryRange range, Function<Entry, Future<Void>> step) {
    return entries
        .history(range)
        .compose(
            cursor ->
                Repeat.whileTrue(
                        () ->
                            cursor
                                .next(PIECE)
                                .compose(
                                    piece ->
                                        Repeat.each(accepted(piece), step)
                                            .map(done -> !piece.isEmpty())))
                    .eventually(cursor::close));
  }

  private static List<Entry> accepted(List<StoredEntry> piece) {
    return piece.stream()
        .filter(stored -> stored.status().isAccepted())
        .map(StoredEntry::entry)
        .toList();
  }
}
