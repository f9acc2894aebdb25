package dev.couchgrass.instance.history;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.Effect;
import dev.couchgrass.instance.auth.Restriction;
import dev.couchgrass.instance.auth.Restrictions;
import dev.couchgrass.instance.auth.Ruling;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What changes of a database's settings take from entries that do not know them: without this,
 * whoever keeps a key that was revoked could go on writing under the settings before.
 *
 * <p>Which entries are void is a function of what is accepted, the same on each replica. While no
 * change of the settings is concurrent to anything, which is nearly always, it costs a comparison.
 */
final class Restraints {
  private final EntryStore entries;
  private final Cid database;
  private final Rulings rulings;
  private final ChangeReader changes;
  private final Workers workers;
  private final Runnable changed;
  private final SettingsGraph graph = new SettingsGraph();
  private final List<Restriction> all = new ArrayList<>();
  private List<Restriction> standing = List.of();
  private Set<Cid> voidChanges = Set.of();

  /** Changes that are withheld: void, if anything that counts builds on them. */
  private final Set<Cid> withheld = new HashSet<>();

  /** The settings without what is void or withheld; another object whenever that changes. */
  private States counting;

  /** Whether it can't be told yet of some entry whether it is void. */
  private boolean undecided;

  /** Whether that was not looked at since all was read. */
  private boolean unsure;

  private boolean loaded;
  private long version;

  /**
   * @param states with nothing left out: what a restriction does must not depend on when it came
   * @param changed called when others are void than before
   */
  Restraints(
      EntryStore entries,
      Cid database,
      Workers workers,
      States states,
      Rulings rulings,
      Runnable changed) {
    this.entries = entries;
    this.database = database;
    this.workers = workers;
    this.changed = changed;
    this.rulings = rulings;
    this.changes = new ChangeReader(states, rulings);
    this.counting = withoutVoid();
  }

  private States withoutVoid() {
    return new States(entries, database, workers, stored -> isVoid(stored.entry().id()));
  }

  /** Whether an entry has to be added here when it is accepted. */
  static boolean concern(Entry entry) {
    return entry.subtree(StoreNames.SETTINGS).isPresent();
  }

  /** Reads what there is, once; and makes sure of what is void, in case it was interrupted. */
  Future<Void> load() {
    if (loaded) {
      return Future.succeededFuture();
    }
    loaded = true;
    return read().andThen(onFailure(failure -> forget()));
  }

  /** Forgets what was read or noted, so that it is read from the store when it is needed next. */
  void forget() {
    loaded = false;
    all.clear();
    standing = List.of();
    undecided = false;
    voidChanges = Set.of();
    withheld.clear();
    graph.clear();
    voidChanged();
  }

  /** Another one whenever what was taken away may be restored. */
  long version() {
    return version;
  }

  private void voidChanged() {
    version++;
    counting = withoutVoid();
    changed.run();
  }

  private Future<Void> read() {
    return entries
        .entries(database, StoreNames.SETTINGS)
        .compose(cursor -> cursor.toList(Integer.MAX_VALUE - 1))
        .compose(changes -> Repeat.each(changes, this::loadOne))
        .compose(done -> hear(all))
        .compose(
            heard -> {
              standing = heard;
              unsure = all.stream().anyMatch(Restriction::dependsOnOthers);
              return entries.withStatus(database, EntryStatus.VOID);
            })
        .compose(cursor -> cursor.next(1).eventually(cursor::close))
        .compose(
            voids ->
                voids.isEmpty()
                    ? Future.succeededFuture()
                    : reckon(Optional.empty(), Future::succeededFuture));
  }

  /**
   * Hears again what could not be told, as entries of other databases were missing; and once after
   * a start, since nobody notes what could not.
   */
  Future<Void> decide() {
    if (!undecided && !unsure) {
      return Future.succeededFuture();
    }
    unsure = false;
    return reckon(Optional.empty(), Future::succeededFuture)
        .andThen(onFailure(failure -> forget()));
  }

  /** Whether some could not be told, as entries of other databases were missing. */
  boolean isUndecided() {
    return undecided;
  }

  private Future<Void> reckon(Optional<Entry> coming, Supplier<Future<Void>> store) {
    return new Reckoning(entries, database, workers, rulings, graph)
        .reckon(all, coming, store)
        .map(
            outcome -> {
              standing = outcome.standing();
              undecided = outcome.undecided();
              voidChanges = outcome.voidChanges();
              voidChanged();
              return null;
            });
  }

  private Future<Void> loadOne(StoredEntry stored) {
    if (!stored.status().isAccepted()) {
      return Future.succeededFuture();
    }
    graph.add(stored.entry());
    return changes.read(stored.entry()).map(found -> found.map(all::add)).mapEmpty();
  }

  private Future<List<Restriction>> hear(List<Restriction> some) {
    return Hearing.of(some, graph, rulings.delegates());
  }

  /** Those that stand with one more, which is not among all: mostly all do that did before. */
  private Future<List<Restriction>> hearWith(Restriction more) {
    return allStand()
        ? Hearing.beside(more, standing, graph, rulings.delegates())
            .compose(
                found ->
                    found.isPresent() ? Future.succeededFuture(found.get()) : hear(notVoid(more)))
        : hear(notVoid(more));
  }

  private boolean allStand() {
    return voidChanges.isEmpty() && !undecided && standing.size() == all.size();
  }

  /** Judges further what is right by its pin. */
  Future<Judgement> judge(Judgement judgement) {
    if (!(judgement instanceof Judgement.Right right) || right.signed().entry().isRoot()) {
      return Future.succeededFuture(judgement);
    }
    Entry entry = right.signed().entry();
    SettingsGraph.Known known = graph.known(entry.metadata().settingsTips());
    if (known.containsAny(voidChanges) || known.containsAny(withheld)) {
      return rulings
          .checkAgain(right.signed(), counting)
          .compose(
              ruling ->
                  ruling instanceof Ruling.Refused refused
                      ? Future.succeededFuture(
                          new Judgement.TakenAway(right.signed(), refused.refusal().reason()))
                      : judge(right, known));
    }
    return judge(right, known);
  }

  private Future<Judgement> judge(Judgement.Right right, SettingsGraph.Known known) {
    if (known.isAll()) {
      return Future.succeededFuture(right);
    }
    List<Restriction> unknown =
        standing.stream().filter(restriction -> !known.contains(restriction.id())).toList();
    if (unknown.isEmpty()) {
      return Future.succeededFuture(right);
    }
    return concern(right.signed().entry())
        ? hear(right)
        : effect(right, unknown).map(it -> judged(right, it));
  }

  private boolean isVoid(Cid change) {
    return voidChanges.contains(change) || withheld.contains(change);
  }

  /** What is void is not heard: what made it so was heard before it, and took what it would. */
  private List<Restriction> notVoid(Restriction more) {
    List<Restriction> some = new ArrayList<>(all);
    some.removeIf(restriction -> voidChanges.contains(restriction.id()));
    some.add(more);
    return some;
  }

  /** A change of the settings may itself be what takes away. */
  private Future<Judgement> hear(Judgement.Right right) {
    Entry change = right.signed().entry();
    graph.add(change);
    return changes
        .read(right)
        .compose(
            own ->
                own.isPresent()
                    ? hearWith(own.get())
                        .compose(
                            heard ->
                                heard.contains(own.get())
                                    ? Future.succeededFuture(right)
                                    : affected(right, heard))
                    : affected(right, standing));
  }

  private Future<Judgement> affected(Judgement.Right right, List<Restriction> heard) {
    return effect(right, concurrent(heard, right.signed().entry())).map(it -> judged(right, it));
  }

  private List<Restriction> concurrent(List<Restriction> some, Entry change) {
    return some.stream().filter(other -> graph.areConcurrent(other.id(), change.id())).toList();
  }

  private Future<Effect> effect(Judgement.Right right, List<Restriction> unknown) {
    return DelegatedAnswers.check(
        rulings.delegates(),
        delegated ->
            Restrictions.effectOn(right.signed(), unknown, (one, other) -> true, delegated));
  }

  private static Judgement judged(Judgement.Right right, Effect effect) {
    if (effect instanceof Effect.Takes takes) {
      return new Judgement.TakenAway(right.signed(), takes.refusal().reason());
    }
    return effect instanceof Effect.Missing missing
        ? new Judgement.Elsewhere(missing.ids())
        : right;
  }

  /**
   * Takes up a change of the settings that is right.
   *
   * @param store puts it into the store. What it takes away is void before that, so that whoever is
   *     interrupted and starts again finds something void, and reckons anew
   */
  Future<Void> add(Judgement.Right right, Supplier<Future<Void>> store) {
    Entry change = right.signed().entry();
    graph.add(change);
    return changes
        .read(right)
        .compose(own -> own.isPresent() ? add(own.get(), change, store) : store.get());
  }

  /** Heeds that an entry is withheld: what its settings allow is not allowed by others. */
  void withhold(Entry entry) {
    if (concern(entry)) {
      withheld.add(entry.id());
      graph.add(entry);
      counting = withoutVoid();
    }
  }

  /** Heeds no more that an entry is withheld. */
  void release(Cid id) {
    if (withheld.remove(id)) {
      counting = withoutVoid();
    }
  }

  /** Takes up a change of the settings that is void from the beginning. */
  Future<Void> addVoid(Entry change) {
    graph.add(change);
    Set<Cid> more = new HashSet<>(voidChanges);
    more.add(change.id());
    voidChanges = Set.copyOf(more);
    voidChanged();
    return changes.read(change).map(own -> own.map(all::add)).mapEmpty();
  }

  private Future<Void> add(Restriction own, Entry change, Supplier<Future<Void>> store) {
    boolean stood = allStand();
    List<Restriction> before = standing;
    return hearWith(own)
        .compose(
            heard -> {
              all.add(own);
              standing = heard;
              Set<Restriction> expected = new HashSet<>(before);
              expected.add(own);
              return expected.equals(new HashSet<>(heard))
                  ? isOnTop(change)
                      .map(onTop -> onTop ? Reach.NOTHING : stood ? Reach.OWN : Reach.ALL)
                  : Future.succeededFuture(Reach.ALL);
            })
        .compose(reach -> add(own, change, reach, store));
  }

  /** What has to be looked at when a restriction is added. */
  private enum Reach {
    /** It knows all. */
    NOTHING,
    /** All others stood, and do so beside it: what they take stays the same. */
    OWN,
    ALL
  }

  private Future<Void> add(
      Restriction own, Entry change, Reach reach, Supplier<Future<Void>> store) {
    if (reach == Reach.NOTHING) {
      return store.get();
    }
    if (reach == Reach.ALL) {
      return reckon(Optional.of(change), store);
    }
    Reckoning reckoning = new Reckoning(entries, database, workers, rulings, graph);
    return reckoning
        .add(own, standing, store)
        .compose(
            taken -> {
              undecided = reckoning.isUndecided();
              if (taken.isEmpty()) {
                return reckon(Optional.of(change), store);
              }
              if (!taken.get().isEmpty()) {
                changed.run();
              }
              return Future.succeededFuture();
            });
  }

  /** Whether all that is accepted is among what an entry builds on. */
  private Future<Boolean> isOnTop(Entry change) {
    return entries.verifiedTips(database).map(tips -> tips.equals(Tips.of(change.parents())));
  }
}
