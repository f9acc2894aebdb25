package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Takes entries in, once: judges them in the order of the database, so that parents come before
 * their children, and puts what is right into the store, many at a time.
 */
final class Intake {
  /** How many entries go to the store at a time. */
  private static final int PIECE = 500;

  static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::height).thenComparing(Entry::id);

  private final EntryStore entries;
  private final Signatures signatures;
  private final Judge judge;
  private final Restraints restraints;
  private final AcceptedEntries accepted;
  private final Cid database;
  private final Tentative tentative;
  private final int maxUnverified;
  private OptionalInt room = OptionalInt.empty();

  /** Right, and not in the store yet. */
  private final List<Entry> ready = new ArrayList<>();

  private final List<Cid> taken = new ArrayList<>();
  private final Set<Cid> known = new HashSet<>();

  /** What waits in the store, as far as it was looked at. */
  private final Set<Cid> inStore = new HashSet<>();

  private final Map<Cid, String> refused = new HashMap<>();
  private final Map<Cid, String> withheld = new HashMap<>();
  private final Map<Cid, Set<Cid>> waiting = new HashMap<>();

  /**
   * @param maxUnverified how many may wait in the store
   */
  Intake(
      EntryStore entries,
      Cid database,
      Signatures signatures,
      Judge judge,
      Restraints restraints,
      AcceptedEntries accepted,
      int maxUnverified) {
    this.entries = entries;
    this.database = database;
    this.maxUnverified = maxUnverified;
    this.tentative = new Tentative(entries, accepted, restraints);
    this.signatures = signatures;
    this.judge = judge;
    this.restraints = restraints;
    this.accepted = accepted;
  }

  /** Takes entries in; then again those that waited, as long as some are accepted. */
  Future<Received> take(List<Entry> arrived) {
    Map<Cid, Entry> unlike = new LinkedHashMap<>();
    arrived.forEach(entry -> unlike.put(entry.id(), entry));
    return ended(
        Lookup.find(entries, unlike.keySet())
            .compose(stored -> takeNew(unlike, stored))
            .compose(done -> takeAwaited(unlike))
            .compose(done -> takeWaiting(unlike))
            .compose(done -> keepWaiting(unlike)));
  }

  /** Looks again at what waits in the store: for what another database brought, or for the time. */
  Future<Received> takeWaiting() {
    return ended(
        judgeWaiting(Map.of())
            .compose(more -> more ? takeWaiting(Map.of()) : Future.<Void>succeededFuture()));
  }

  private Future<Received> ended(Future<?> taking) {
    return taking
        .map(done -> new Received(taken, known, refused, withheld, waiting))
        .andThen(done -> tentative.end())
        .recover(
            failure -> {
              // Some of what was noted may not be in the store.
              accepted.clear();
              restraints.forget();
              return Future.failedFuture(failure);
            });
  }

  private Future<List<StoredEntry>> waitingInStore() {
    return entries
        .withStatus(database, EntryStatus.UNVERIFIED)
        .compose(cursor -> cursor.toList(Integer.MAX_VALUE - 1));
  }

  /** How many more may wait in the store; what waits there is counted when it is first asked. */
  private Future<Integer> room() {
    return room.isPresent()
        ? Future.succeededFuture(room.getAsInt())
        : waitingInStore()
            .map(
                there -> {
                  room = OptionalInt.of(Math.max(0, maxUnverified - there.size()));
                  return room.getAsInt();
                });
  }

  private Future<Void> takeNew(Map<Cid, Entry> arrived, Map<Cid, StoredEntry> stored) {
    List<Entry> fresh = new ArrayList<>();
    arrived.forEach(
        (id, entry) -> {
          if (!stored.containsKey(id) || !isOurs(entry)) {
            fresh.add(entry);
          } else if (stored.get(id).status().isAccepted()) {
            known.add(id);
          } else if (stored.get(id).status() == EntryStatus.FAILED) {
            refused.put(id, "The entry was refused before");
          }
        });
    fresh.sort(ORDER);
    return signatures
        .verifyAhead(fresh.stream().filter(this::isOurs).toList())
        .compose(done -> Repeat.each(fresh, this::takeOne))
        .compose(done -> flush());
  }

  private boolean isOurs(Entry entry) {
    return entry.database().equals(database);
  }

  private Future<Void> takeOne(Entry entry) {
    if (!isOurs(entry)) {
      refused.put(entry.id(), "The entry is of another database");
      return Future.succeededFuture();
    }
    return judge
        .judge(entry, this::flush)
        .compose(restraints::judge)
        .compose(judgement -> sort(entry, judgement));
  }

  private Future<Void> sort(Entry entry, Judgement judgement) {
    waiting.remove(entry.id());
    if (judgement instanceof Judgement.Refused refusal) {
      refused.put(entry.id(), refusal.reason());
    } else if (judgement instanceof Judgement.TakenAway away) {
      return withhold(entry, away);
    } else if (judgement instanceof Judgement.Waiting wait) {
      waiting.put(entry.id(), wait.missing());
    } else if (judgement instanceof Judgement.Right right) {
      withheld.remove(entry.id());
      tentative.release(entry);
      return accept(right);
    }
    return Future.succeededFuture();
  }

  /** What changes the settings goes to the store alone: it may take from what is there. */
  private Future<Void> accept(Judgement.Right right) {
    Entry entry = right.signed().entry();
    return Repeat.each(tentative.needed(entry), this::promote)
        .compose(
            done ->
                Restraints.concern(entry)
                    ? flush().compose(now -> restraints.add(right, () -> keep(entry, true)))
                    : keep(entry, ready.size() >= PIECE));
  }

  /**
   * Keeps what was withheld and is built on by an entry that counts: void, unless what took it away
   * was taken away itself meanwhile.
   */
  private Future<Void> promote(Entry withheldOne) {
    return judge
        .judge(withheldOne, this::flush)
        .compose(restraints::judge)
        .compose(
            judgement -> {
              if (judgement instanceof Judgement.Right right) {
                return sort(withheldOne, right);
              }
              return flush().compose(done -> tentative.keepVoid(withheldOne));
            });
  }

  /** What waits in the store, to be built on, takes room as what can't be verified does. */
  private Future<Void> withhold(Entry entry, Judgement.TakenAway away) {
    withheld.put(entry.id(), away.reason());
    return inStore.contains(entry.id())
        ? tentative.add(entry)
        : room()
            .compose(
                left -> {
                  if (left == 0) {
                    return Future.succeededFuture();
                  }
                  room = OptionalInt.of(left - 1);
                  inStore.add(entry.id());
                  return tentative.add(entry);
                });
  }

  private Future<Void> keep(Entry entry, boolean now) {
    ready.add(entry);
    taken.add(entry.id());
    accepted.add(entry);
    return now ? flush() : Future.succeededFuture();
  }

  private Future<Void> flush() {
    if (ready.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Entry> piece = List.copyOf(ready);
    ready.clear();
    return entries.putVerified(piece).mapEmpty();
  }

  /**
   * Judges again what waits in the store and is waited for by what arrived, and then that: it may
   * have been withheld until something builds on it.
   */
  private Future<Void> takeAwaited(Map<Cid, Entry> arrived) {
    Set<Cid> asked = new HashSet<>();
    List<Entry> found = new ArrayList<>();
    return Repeat.whileTrue(
            () -> {
              Set<Cid> open = new HashSet<>();
              waiting.forEach((id, missing) -> open.addAll(missing));
              found.forEach(entry -> open.addAll(Tentative.before(entry)));
              open.removeAll(asked);
              asked.addAll(open);
              return open.isEmpty()
                  ? Future.succeededFuture(false)
                  : Lookup.find(entries, open).map(there -> addUnverified(there, found));
            })
        .compose(
            done ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : judgeAll(found, waiting(arrived)).mapEmpty());
  }

  /** But for what is of another database, which that one has to judge. */
  private boolean addUnverified(Map<Cid, StoredEntry> there, List<Entry> found) {
    int before = found.size();
    for (StoredEntry stored : there.values()) {
      if (isOurs(stored.entry()) && stored.status() == EntryStatus.UNVERIFIED) {
        found.add(stored.entry());
      }
    }
    return found.size() > before;
  }

  /** Judges again what waits, in the store or not yet, until nothing more comes of it. */
  private Future<Void> takeWaiting(Map<Cid, Entry> arrived) {
    // What is withheld may be what something waits for.
    return taken.isEmpty() && withheld.isEmpty()
        ? Future.succeededFuture()
        : Repeat.whileTrue(() -> judgeWaiting(arrived));
  }

  /** Whether something was accepted, or withheld that something else may wait for. */
  private Future<Boolean> judgeWaiting(Map<Cid, Entry> arrived) {
    return waitingInStore().compose(stored -> judgeAgain(stored, waiting(arrived)));
  }

  private List<Entry> waiting(Map<Cid, Entry> arrived) {
    return waiting.keySet().stream().filter(arrived::containsKey).map(arrived::get).toList();
  }

  private Future<Boolean> judgeAgain(List<StoredEntry> stored, List<Entry> others) {
    int before = taken.size() + tentative.size();
    return judgeAll(stored.stream().map(StoredEntry::entry).toList(), others)
        .map(done -> taken.size() + tentative.size() > before);
  }

  /**
   * Judges again what waits.
   *
   * @param stored in the store
   * @param others not there yet
   */
  private Future<Void> judgeAll(List<Entry> stored, List<Entry> others) {
    Map<Cid, Entry> all = new HashMap<>();
    stored.forEach(each -> all.put(each.id(), each));
    inStore.addAll(all.keySet());
    others.forEach(each -> all.put(each.id(), each));
    return Repeat.each(all.values().stream().sorted(ORDER).toList(), this::takeOne)
        .compose(done -> flush())
        .compose(done -> fail(stored));
  }

  /** What waited in the store and is refused now is refused for good. */
  private Future<Void> fail(List<Entry> stored) {
    Map<Cid, EntryStatus> failed = new HashMap<>();
    for (Entry each : stored) {
      if (refused.containsKey(each.id())) {
        failed.put(each.id(), EntryStatus.FAILED);
      }
    }
    return failed.isEmpty() ? Future.succeededFuture() : entries.setStatus(failed);
  }

  /** Keeps what arrived and waits, if there is room. */
  private Future<Void> keepWaiting(Map<Cid, Entry> arrived) {
    List<Entry> wait = waiting(arrived);
    return wait.isEmpty()
        ? Future.succeededFuture()
        : room()
            .compose(left -> entries.put(wait.subList(0, Math.min(left, wait.size()))))
            .mapEmpty();
  }
}
