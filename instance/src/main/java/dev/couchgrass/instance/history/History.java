package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Sequencer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The history of one signed database on this replica: takes entries in, and tells what they say.
 *
 * <p>Entries are taken in one call after the other; reads wait for nothing. There must be one of
 * these for each database of a store.
 */
public final class History {
  private final EntryStore entries;
  private final Cid database;
  private final Workers workers;
  private final Signatures signatures;
  private final States all;
  private volatile States effective;
  private volatile Outlook outlook = Outlook.NONE;
  private final Intake.Means means;
  private final Restraints restraints;
  private final Sequencer turns = new Sequencer();

  /**
   * A history.
   *
   * @param vertx on whose workers signatures are verified and large states merged
   */
  public History(Vertx vertx, EntryStore entries, Cid database, Terms terms) {
    this(new Workers(vertx), entries, database, terms, Entry::isSignedBy);
  }

  /** With another way to verify signatures. */
  History(
      Workers workers,
      EntryStore entries,
      Cid database,
      Terms terms,
      Signatures.Verifier verifier) {
    this.workers = workers;
    this.entries = entries;
    this.database = database;
    this.signatures = new Signatures(workers, verifier);
    this.all = new States(entries, database, workers, stored -> false);
    this.effective = withoutVoid();
    Rulings rulings = new Rulings(terms.delegates(), signatures);
    this.restraints = new Restraints(entries, database, workers, all, rulings, this::forgetStates);
    AcceptedEntries accepted = new AcceptedEntries(entries, database);
    this.means =
        new Intake.Means(
            signatures,
            new Judge(entries, database, accepted, all, rulings, terms),
            restraints,
            accepted,
            new WaitingRoom(entries, database, terms, this::vouchers),
            terms);
  }

  private Future<Vouchers> vouchers() {
    return now()
        .compose(at -> state(StoreNames.SETTINGS, at))
        .map(settings -> new Vouchers(AuthSettings.of(settings)));
  }

  private States withoutVoid() {
    return new States(entries, database, workers, History::isVoid);
  }

  private static boolean isVoid(StoredEntry stored) {
    return stored.status() == EntryStatus.VOID;
  }

  /** The states without what is void: another object whenever that changes. */
  States effective() {
    return effective;
  }

  /** The states of a store whose data is read in another way. */
  public ReadStates read(String store, DataReader reader) {
    return new ReadStates(
        this, store, () -> new States(entries, database, workers, History::isVoid, reader));
  }

  /** The moment of a store that a moment of the database is. */
  Future<Tips> tipsAt(String store, Tips moment) {
    return entries.tipsAt(database, store, moment);
  }

  /** Another object, so that what is being worked out now is not kept. */
  private void forgetStates() {
    effective = withoutVoid();
  }

  /** The id of the database. */
  public Cid database() {
    return database;
  }

  /**
   * Takes entries in: verifies them, and keeps those that are right. Whatever order they are in,
   * parents are looked at before their children; what waited for one of them is looked at again.
   *
   * @param keep whether what can't be verified yet, or is withheld, waits here
   * @param then done before the next call is begun
   */
  public Future<Received> take(
      List<Entry> arrived, boolean keep, Function<Received, Future<Void>> then) {
    // Signatures need not wait for what was handed in before.
    Future<Ahead> ahead = verifyAhead(arrived);
    return taking(keep, intake -> ahead.compose(verified -> intake.take(arrived, verified)), then);
  }

  /** Begins to verify the signatures of what is not here yet. */
  private Future<Ahead> verifyAhead(List<Entry> arrived) {
    Set<Cid> ids = arrived.stream().map(Entry::id).collect(Collectors.toSet());
    return Lookup.find(entries, ids)
        .map(
            stored ->
                signatures.verifyAhead(
                    arrived.stream()
                        .filter(entry -> entry.database().equals(database))
                        .filter(entry -> mayCount(stored.get(entry.id())))
                        .sorted(Intake.ORDER)
                        .toList()));
  }

  /** Whether an entry is neither accepted nor refused yet. */
  private static boolean mayCount(@Nullable StoredEntry stored) {
    return stored == null
        || !(stored.status().isAccepted() || stored.status() == EntryStatus.FAILED);
  }

  /**
   * Looks again at what waits: for what other databases brought, or for the time to come. What
   * could not be told of restrictions, as entries of other databases were missing, is heard again.
   *
   * @param then done before the next call is begun
   */
  public Future<Received> retry(Function<Received, Future<Void>> then) {
    return taking(true, intake -> restraints.decide().compose(done -> intake.takeWaiting()), then);
  }

  private Future<Received> taking(
      boolean keep,
      Function<Intake, Future<Received>> work,
      Function<Received, Future<Void>> then) {
    return turns.run(
        () ->
            restraints
                .load()
                .compose(done -> work.apply(new Intake(entries, database, means, keep)))
                .andThen(done -> signatures.forgetMost())
                .andThen(done -> outlook = means.room().outlook(restraints.isUndecided()))
                .compose(received -> then.apply(received).map(received)));
  }

  /** Does something after what was taken in before, and before what is taken in later. */
  public <T> Future<T> inTurn(Supplier<Future<? extends T>> work) {
    return turns.run(work);
  }

  /** What waits here for something else than entries of this database, as of the last call. */
  public Outlook outlook() {
    return outlook;
  }

  /** The moment of the database that is now. */
  public Future<Tips> now() {
    return entries.verifiedTips(database);
  }

  /** The state of a store at a moment of the database. */
  public Future<Doc> state(String store, Tips moment) {
    return entries.tipsAt(database, store, moment).compose(tips -> stateOf(store, tips));
  }

  /** The state of a store at a moment of the store. */
  public Future<Doc> stateOf(String store, Tips tips) {
    return hasVoid().compose(some -> (some ? effective : all).at(store, tips));
  }

  /**
   * The settings that an entry is judged by that pins these: with what is void, since it was judged
   * when that was not.
   */
  public Future<Doc> settingsAt(Tips pin) {
    return all.at(StoreNames.SETTINGS, pin);
  }

  private Future<Boolean> hasVoid() {
    return entries
        .withStatus(database, EntryStatus.VOID)
        .compose(cursor -> cursor.next(1).eventually(cursor::close))
        .map(
            there -> {
              return !there.isEmpty();
            });
  }
}
