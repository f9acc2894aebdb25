package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryProblem;
import dev.couchgrass.core.entry.ReceiptCheck;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.entry.Verdict;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.AuthProblem;
import dev.couchgrass.instance.auth.AuthRefusal;
import dev.couchgrass.instance.auth.HeightSettings;
import dev.couchgrass.instance.auth.Ruling;
import dev.couchgrass.instance.auth.SignedEntry;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Judges an entry by all that came before it: whether its key may do this under the settings that
 * it pins, and whether it builds on them and on its parents as it must.
 *
 * <p>What is cheap comes first, and what takes a walk last, so that nobody makes us walk who may
 * not write.
 */
final class Judge {
  private final EntryStore entries;
  private final Cid database;
  private final AcceptedEntries accepted;
  private final States states;
  private final Terms terms;
  private final Rulings rulings;

  Judge(
      EntryStore entries,
      Cid database,
      AcceptedEntries accepted,
      States states,
      Rulings rulings,
      Terms terms) {
    this.entries = entries;
    this.database = database;
    this.accepted = accepted;
    this.states = states;
    this.terms = terms;
    this.rulings = rulings;
  }

  /**
   * Judges an entry of this database.
   *
   * @param flush puts into the store what was accepted and is not there yet
   */
  Future<Judgement> judge(Entry entry, Supplier<Future<Void>> flush) {
    if (entry.isRoot()) {
      return judgeRoot(entry);
    }
    Set<Cid> before = new HashSet<>(entry.parents());
    before.add(database);
    before.addAll(entry.metadata().settingsTips());
    entry.subtrees().forEach(part -> before.addAll(part.parents()));
    return accepted
        .find(before)
        .compose(
            found -> {
              if (!found.failed().isEmpty()) {
                return refused("The entry builds on one that was refused");
              }
              if (!found.waiting().isEmpty()) {
                return rulings.isForged(entry).map(forged -> waiting(forged, found.waiting()));
              }
              return pinsSettings(entry, found.accepted())
                  ? judge(entry, found.accepted(), flush)
                  : refused(EntryProblem.PIN_ELSEWHERE.message());
            });
  }

  /** What bears another key's signature than it says is wrong, whatever comes. */
  private static Judgement waiting(boolean forged, Set<Cid> missing) {
    return forged
        ? new Judgement.Refused(new AuthRefusal(AuthProblem.BAD_SIGNATURE, "").reason())
        : new Judgement.Waiting(missing);
  }

  /** Rule ENT-20, before what is pinned is read. */
  private boolean pinsSettings(Entry entry, Map<Cid, Entry> before) {
    return entry.metadata().settingsTips().stream()
        .map(before::get)
        .allMatch(
            pinned ->
                pinned != null
                    && pinned.database().equals(database)
                    && pinned.subtree(StoreNames.SETTINGS).isPresent());
  }

  private Future<Judgement> judgeRoot(Entry root) {
    return authorise(root, Doc.EMPTY)
        .map(
            judgement ->
                judgement instanceof Judgement.Right
                    ? near(root, settings(root), Map.of()).orElse(judgement)
                    : judgement);
  }

  /** The settings that a root brings, which can be read if it was authorised. */
  private static Doc settings(Entry root) {
    return root.data(StoreNames.SETTINGS).map(Doc::decode).orElse(Doc.EMPTY);
  }

  private Future<Judgement> judge(
      Entry entry, Map<Cid, Entry> before, Supplier<Future<Void>> flush) {
    return pinned(entry, flush)
        .compose(
            settings ->
                authorise(entry, settings)
                    .compose(
                        judgement ->
                            judgement instanceof Judgement.Right
                                ? place(entry, settings, before, flush)
                                    .map(refusal -> refusal.orElse(judgement))
                                : Future.succeededFuture(judgement)));
  }

  /** The settings that an entry pins. */
  private Future<Doc> pinned(Entry entry, Supplier<Future<Void>> flush) {
    Tips pin = Tips.of(entry.metadata().settingsTips());
    return states.isKnown(StoreNames.SETTINGS, pin)
        ? states.pinnedBy(entry)
        : flush.get().compose(done -> states.pinnedBy(entry));
  }

  private Future<Judgement> authorise(Entry entry, Doc settings) {
    return rulings.check(entry, settings).map(ruling -> judgement(entry, ruling));
  }

  private static Judgement judgement(Entry entry, Ruling ruling) {
    if (ruling instanceof Ruling.Allowed allowed) {
      return new Judgement.Right(new SignedEntry(entry, allowed.key()), allowed.permission());
    }
    return ruling instanceof Ruling.Missing missing
        ? new Judgement.Elsewhere(missing.ids())
        : new Judgement.Refused(((Ruling.Refused) ruling).refusal().reason());
  }

  /** Whether an entry stands where it may; empty if it does. */
  private Future<Optional<Judgement>> place(
      Entry entry, Doc settings, Map<Cid, Entry> before, Supplier<Future<Void>> flush) {
    Optional<Judgement> near = near(entry, settings, before);
    return near.isPresent()
        ? Future.succeededFuture(near)
        : pinsAboveParents(entry, before, flush)
            .compose(
                above ->
                    above
                        ? buildsOnAllStores(entry, flush)
                        : refused(EntryProblem.PIN_BELOW_PARENT.message()).map(Optional::of));
  }

  /** What is wrong by what an entry names itself; empty if nothing is. */
  private Optional<Judgement> near(Entry entry, Doc settings, Map<Cid, Entry> before) {
    Verdict verdict =
        ReceiptCheck.against(id -> Optional.ofNullable(before.get(id)))
            .withoutWalks()
            .withRules(HeightSettings.rules(settings))
            .withLatest(terms.clock().millis() + terms.maxSkew().toMillis())
            .check(entry);
    if (verdict instanceof Verdict.Accepted) {
      return Optional.empty();
    }
    if (verdict instanceof Verdict.TooEarly early) {
      return Optional.of(new Judgement.Early(early.height() - terms.maxSkew().toMillis()));
    }
    return Optional.of(
        verdict instanceof Verdict.Refused refused
            ? new Judgement.Refused(refused.refusal().reason())
            : new Judgement.Waiting(((Verdict.Missing) verdict).ids()));
  }

  /** Rule ENT-21. */
  private Future<Boolean> pinsAboveParents(
      Entry entry, Map<Cid, Entry> before, Supplier<Future<Void>> flush) {
    Set<Cid> least = new HashSet<>();
    for (Cid id : entry.parents()) {
      Optional.ofNullable(before.get(id)).ifPresent(parent -> least.addAll(Pins.after(parent)));
    }
    Tips pin = Tips.of(entry.metadata().settingsTips());
    if (pin.ids().containsAll(least)) {
      return Future.succeededFuture(true);
    }
    EntryRange beyond = EntryRange.to(database, StoreNames.SETTINGS, Tips.of(least)).from(pin);
    return flush
        .get()
        .compose(done -> entries.history(beyond))
        .compose(cursor -> cursor.next(1).eventually(cursor::close))
        .map(List::isEmpty);
  }

  /** Rule ENT-24. */
  private Future<Optional<Judgement>> buildsOnAllStores(Entry entry, Supplier<Future<Void>> flush) {
    Iterator<Subtree> parts = entry.subtrees().iterator();
    Slot<Optional<Judgement>> refusal = new Slot<>(Optional.empty());
    return Repeat.whileTrue(
            () -> {
              if (!parts.hasNext()) {
                return Future.succeededFuture(false);
              }
              Subtree part = parts.next();
              return storeTips(entry, part.name(), flush)
                  .map(
                      tips -> {
                        boolean right = tips.ids().equals(part.parents());
                        if (!right) {
                          refusal.set(Optional.of(notOnAll(part.name())));
                        }
                        return right;
                      });
            })
        .map(done -> refusal.value());
  }

  private static Judgement notOnAll(String store) {
    return new Judgement.Refused(
        "The entry does not build on all of a store that it descends from: " + store);
  }

  private Future<Tips> storeTips(Entry entry, String store, Supplier<Future<Void>> flush) {
    Optional<Tips> near = NearTips.find(accepted, store, entry.parents());
    return near.isPresent()
        ? Future.succeededFuture(near.get())
        : flush.get().compose(done -> entries.tipsAt(database, store, Tips.of(entry.parents())));
  }

  private static Future<Judgement> refused(String reason) {
    return Future.succeededFuture(new Judgement.Refused(reason));
  }
}
