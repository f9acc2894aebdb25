package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes entries in, once: judges them in the order of the database, so that parents come before
 * their children, and puts what is right into the store, many at a time. Then it judges again what
 * waited for that, and nothing else.
 */
final class Intake {
  /** How many entries go to the store at a time. */
  private static final int PIECE = 500;

  /** How many go there sooner, while there is nothing else to do. */
  private static final int SMALL_PIECE = 100;

  static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::height).thenComparing(Entry::id);

  private final EntryStore entries;
  private final Cid database;
  private final Means means;
  private final AcceptedEntries accepted;
  private final Restraints restraints;
  private final WaitingRoom room;
  private final Tentative tentative;
  private final boolean keep;

  /** Right, and not in the store yet. */
  private final List<Entry> ready = new ArrayList<>();

  /** Those of what arrived that wait, and are not in the store. */
  private final Map<Cid, Entry> outside = new LinkedHashMap<>();

  /** What waited in the store and is refused now. */
  private final List<Entry> failing = new ArrayList<>();

  /** What came to count, or to be withheld, or failed, so that others may be judged. */
  private final Set<Cid> changed = new HashSet<>();

  /** What is withheld in the store, and something else waits for. */
  private final Set<Cid> wanted = new HashSet<>();

  private final List<Cid> taken = new ArrayList<>();
  private final Set<Cid> known = new HashSet<>();
  private final Map<Cid, String> refused = new HashMap<>();
  private final Map<Cid, String> withheld = new HashMap<>();
  private final Map<Cid, Set<Cid>> waiting = new HashMap<>();

  /** What all that is taken into one database is taken by. */
  record Means(
      Signatures signatures,
      Judge judge,
      Restraints restraints,
      AcceptedEntries accepted,
      WaitingRoom room,
      Terms terms) {}

  /**
   * An intake.
   *
   * @param keep whether what arrives and can't be judged, or is withheld, waits in the store
   */
  Intake(EntryStore entries, Cid database, Means means, boolean keep) {
    this.entries = entries;
    this.database = database;
    this.means = means;
    this.accepted = means.accepted();
    this.restraints = means.restraints();
    this.room = means.room();
    this.tentative = new Tentative(entries, accepted, restraints);
    this.keep = keep;
  }

  /**
   * Takes entries in; then again those that waited, as long as some are accepted.
   *
   * @param ahead verifies their signatures, as far as it goes
   */
  Future<Received> take(List<Entry> arrived, Ahead ahead) {
    Map<Cid, Entry> unlike = new LinkedHashMap<>();
    arrived.forEach(entry -> unlike.put(entry.id(), entry));
    return ended(
        Lookup.find(entries, unlike.keySet())
            .compose(
                stored ->
                    room.open().compose(there -> judgeAll(fresh(unlike, stored), there, ahead)))
            .compose(done -> settle(room.waits().due(means.terms().clock().millis())))
            .compose(done -> keepWaiting()));
  }

  /** Looks again at what waits for what another database brought, or for the time. */
  Future<Received> takeWaiting() {
    return ended(
        room.open()
            .compose(there -> judgeAll(List.of(), there))
            .compose(
                done -> {
                  Set<Cid> again = room.waits().due(means.terms().clock().millis());
                  again.addAll(room.waits().elsewhere());
                  return settle(again);
                }));
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
              room.forget();
              return Future.failedFuture(failure);
            });
  }

  /** What has to be judged of what arrived: what is neither accepted nor refused for good. */
  private List<Entry> fresh(Map<Cid, Entry> arrived, Map<Cid, StoredEntry> stored) {
    List<Entry> fresh = new ArrayList<>();
    arrived.forEach(
        (id, entry) -> {
          if (!stored.containsKey(id) || !isOurs(entry)) {
            fresh.add(entry);
          } else if (stored.get(id).status().isAccepted()) {
            known.add(id);
          } else if (stored.get(id).status() == EntryStatus.FAILED) {
            refused.put(id, "The entry was refused before");
          } else {
            fresh.add(entry);
          }
        });
    return fresh;
  }

  /**
   * Judges entries, in order.
   *
   * @param some whose signatures are verified ahead, while those before are judged
   * @param others which mostly wait for something that is not here yet
   */
  private Future<Void> judgeAll(Collection<Entry> some, Collection<Entry> others) {
    return judgeAll(
        some,
        others,
        means.signatures().verifyAhead(some.stream().filter(this::isOurs).sorted(ORDER).toList()));
  }

  private Future<Void> judgeAll(Collection<Entry> some, Collection<Entry> others, Ahead ahead) {
    Map<Cid, Entry> all = new HashMap<>();
    others.forEach(each -> all.put(each.id(), each));
    some.forEach(each -> all.put(each.id(), each));
    return Repeat.each(
            all.values().stream().sorted(ORDER).toList(),
            entry -> verified(entry, ahead).compose(done -> takeOne(entry)))
        .compose(done -> flush())
        .compose(done -> fail());
  }

  /** Waits for a signature; puts meanwhile into the store what is ready, so that less is left. */
  private Future<Void> verified(Entry entry, Ahead ahead) {
    Future<Void> verified = ahead.of(entry);
    return verified.isComplete() || ready.size() < SMALL_PIECE
        ? verified
        : flush().compose(done -> verified);
  }

  private boolean isOurs(Entry entry) {
    return entry.database().equals(database);
  }

  private Future<Void> takeOne(Entry entry) {
    if (!isOurs(entry)) {
      refused.put(entry.id(), "The entry is of another database");
      return Future.succeededFuture();
    }
    return means
        .judge()
        .judge(entry, this::flush)
        .compose(restraints::judge)
        .compose(judgement -> sort(entry, judgement));
  }

  private Future<Void> sort(Entry entry, Judgement judgement) {
    Cid id = entry.id();
    waiting.remove(id);
    outside.remove(id);
    if (judgement instanceof Judgement.Refused refusal) {
      refuse(entry, refusal.reason());
    } else if (judgement instanceof Judgement.TakenAway away) {
      return withhold(entry, away);
    } else if (judgement instanceof Judgement.Undecided wait) {
      await(entry, wait);
    } else if (judgement instanceof Judgement.Right right) {
      withheld.remove(id);
      tentative.release(entry);
      return accept(right);
    }
    return Future.succeededFuture();
  }

  private void refuse(Entry entry, String reason) {
    refused.put(entry.id(), reason);
    room.waits().remove(entry.id());
    if (room.has(entry.id())) {
      failing.add(entry);
    }
  }

  private void await(Entry entry, Judgement.Undecided wait) {
    waiting.put(entry.id(), wait.missing());
    room.waits().add(entry.id(), wait);
    if (!room.has(entry.id())) {
      outside.put(entry.id(), entry);
    }
    if (!wait.missing().isEmpty() && wait.missing().stream().allMatch(this::isAsleep)) {
      wanted.addAll(wait.missing());
    }
  }

  /** Whether an entry is withheld, and was not judged in this call. */
  private boolean isAsleep(Cid id) {
    return room.waits().isWithheld(id) && !tentative.has(id);
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
    return means
        .judge()
        .judge(withheldOne, this::flush)
        .compose(restraints::judge)
        .compose(
            judgement -> {
              if (judgement instanceof Judgement.Right right) {
                return sort(withheldOne, right);
              }
              return flush()
                  .compose(done -> tentative.keepVoid(withheldOne))
                  .map(done -> counts(withheldOne));
            });
  }

  /** An entry is accepted, and waits no more. */
  private Void counts(Entry entry) {
    room.release(entry.id());
    changed.add(entry.id());
    return null;
  }

  /** What waits in the store, to be built on, takes room as what can't be verified does. */
  private Future<Void> withhold(Entry entry, Judgement.TakenAway away) {
    Cid id = entry.id();
    withheld.put(id, away.reason());
    // By what it pins, its key was allowed this: so that one vouches for it.
    PublicKey signer = away.signed().key();
    if (room.has(id)) {
      room.vouch(entry, signer);
    } else if (!keep || !room.admit(entry, Optional.of(signer))) {
      room.waits().remove(id);
      return Future.succeededFuture();
    }
    room.waits().addWithheld(id);
    if (!tentative.has(id)) {
      changed.add(id);
    }
    return tentative.add(entry);
  }

  private Future<Void> keep(Entry entry, boolean now) {
    ready.add(entry);
    taken.add(entry.id());
    accepted.add(entry);
    counts(entry);
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

  /** What waited in the store and is refused now is refused for good. */
  private Future<Void> fail() {
    Map<Cid, EntryStatus> failed = new HashMap<>();
    failing.forEach(entry -> failed.put(entry.id(), EntryStatus.FAILED));
    failed.keySet().forEach(room::fail);
    failing.clear();
    changed.addAll(failed.keySet());
    return failed.isEmpty() ? Future.succeededFuture() : entries.setStatus(failed);
  }

  /** Judges again what may be judged now, until nothing more comes of it. */
  private Future<Void> settle(Set<Cid> first) {
    Slot<Set<Cid>> more = new Slot<>(first);
    return Repeat.whileTrue(
        () -> {
          Set<Cid> again = next(more.value());
          more.set(Set.of());
          return again.isEmpty()
              ? Future.succeededFuture(false)
              : find(again).compose(found -> judgeAll(found, List.of())).map(done -> true);
        });
  }

  private Set<Cid> next(Set<Cid> first) {
    Set<Cid> again = new HashSet<>(first);
    again.addAll(room.waits().waitingFor(changed));
    again.addAll(wanted);
    if (room.restraintsChanged(restraints.version())) {
      again.addAll(room.waits().subjectToRestraints());
    }
    changed.clear();
    wanted.clear();
    return again;
  }

  private Future<List<Entry>> find(Set<Cid> ids) {
    List<Entry> found = new ArrayList<>();
    Set<Cid> stored = new HashSet<>();
    for (Cid id : ids) {
      if (outside.containsKey(id)) {
        found.add(outside.get(id));
      } else {
        stored.add(id);
      }
    }
    return Lookup.find(entries, stored)
        .map(
            there -> {
              there.values().stream()
                  .filter(each -> each.status() == EntryStatus.UNVERIFIED)
                  .forEach(each -> found.add(each.entry()));
              return found;
            });
  }

  /** Keeps what arrived and waits, if there is room. */
  private Future<Void> keepWaiting() {
    return keep && !outside.isEmpty()
        ? room.vouchers().compose(this::keepWaiting)
        : Future.succeededFuture(forgetOutside());
  }

  /** Nobody waits for what is not kept. */
  private Void forgetOutside() {
    outside.keySet().stream().filter(id -> !room.has(id)).forEach(room.waits()::remove);
    return null;
  }

  private Future<Void> keepWaiting(Vouchers vouchers) {
    List<Entry> admitted =
        outside.values().stream().filter(entry -> room.admit(entry, vouchers.of(entry))).toList();
    forgetOutside();
    List<List<Entry>> pieces = new ArrayList<>();
    for (int from = 0; from < admitted.size(); from += PIECE) {
      pieces.add(admitted.subList(from, Math.min(admitted.size(), from + PIECE)));
    }
    return Repeat.each(pieces, entries::put);
  }
}
