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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How much waits in the store: what can't be verified yet, or is withheld. Counted once, and kept
 * up to date from then on. For one after the other.
 *
 * <p>Nothing is ever thrown out, so nobody may fill it for the others: {@link Shares}. What failed
 * stays in the store, so that it is not judged again, and takes room: not more than as much again.
 * Where that is full, nothing more waits, and whoever sends entries has to send what they build on
 * first.
 */
final class WaitingRoom {
  private static final int PIECE = 500;

  private final EntryStore entries;
  private final Cid database;
  private final Supplier<Future<Vouchers>> vouchers;
  private final Waits waits = new Waits();
  private final Map<Cid, Guest> guests = new HashMap<>();

  /** Of what waits. */
  private final Shares waiting;

  /** Of what waits, and what failed. */
  private final Shares kept;

  private long restraints;
  private boolean open;

  /**
   * One that waits.
   *
   * @param voucher the key that vouches for it
   */
  private record Guest(Optional<PublicKey> voucher, Space space) {}

  /**
   * A room.
   *
   * @param vouchers who vouches for entries now
   */
  WaitingRoom(EntryStore entries, Cid database, Terms terms, Supplier<Future<Vouchers>> vouchers) {
    this.entries = entries;
    this.database = database;
    this.vouchers = vouchers;
    Space room = new Space(terms.maxUnverified(), terms.maxUnverifiedBytes());
    this.waiting = new Shares(room);
    this.kept = new Shares(room.twice());
  }

  /** What waits, by what it waits for. */
  Waits waits() {
    return waits;
  }

  /** Who vouches for entries now. */
  Future<Vouchers> vouchers() {
    return vouchers.get();
  }

  /**
   * What is waited for that other databases bring, or the time.
   *
   * @param undecided whether restrictions wait for other databases, too
   */
  Outlook outlook(boolean undecided) {
    return new Outlook(undecided || !waits.elsewhere().isEmpty(), waits.firstDue());
  }

  /** Counts what is there, the first time, and answers with it: nobody knows what it waits for. */
  Future<List<Entry>> open() {
    if (open) {
      return Future.succeededFuture(List.of());
    }
    forget();
    List<Entry> there = new ArrayList<>();
    return vouchers
        .get()
        .compose(
            by ->
                each(
                        EntryStatus.UNVERIFIED,
                        entry -> {
                          add(entry, by.of(entry));
                          there.add(entry);
                        })
                    .compose(
                        done ->
                            each(
                                EntryStatus.FAILED,
                                entry -> kept.take(by.of(entry), Space.of(entry)))))
        .map(
            done -> {
              open = true;
              return there;
            });
  }

  private Future<Void> each(EntryStatus status, Consumer<Entry> step) {
    return entries
        .withStatus(database, status)
        .compose(
            cursor ->
                Repeat.whileTrue(
                        () ->
                            cursor
                                .next(PIECE)
                                .map(
                                    piece -> {
                                      piece.stream().map(StoredEntry::entry).forEach(step);
                                      return !piece.isEmpty();
                                    }))
                    .eventually(cursor::close));
  }

  /** Forgets all, so that it is counted again. */
  void forget() {
    open = false;
    waits.clear();
    guests.clear();
    waiting.clear();
    kept.clear();
  }

  /** Whether restraints are others than when this was asked last. */
  boolean restraintsChanged(long version) {
    boolean changed = restraints != version;
    restraints = version;
    return changed;
  }

  /** Whether an entry waits here. */
  boolean has(Cid id) {
    return guests.containsKey(id);
  }

  /**
   * Takes an entry up, if there is room for it.
   *
   * @param voucher the key that vouches for it
   */
  boolean admit(Entry entry, Optional<PublicKey> voucher) {
    Space space = Space.of(entry);
    if (!waiting.hasRoom(voucher, space) || !kept.hasRoom(voucher, space)) {
      return false;
    }
    add(entry, voucher);
    return true;
  }

  private void add(Entry entry, Optional<PublicKey> voucher) {
    Guest guest = new Guest(voucher, Space.of(entry));
    guests.put(entry.id(), guest);
    waiting.take(voucher, guest.space());
    kept.take(voucher, guest.space());
  }

  /** A key turned out to vouch for an entry that waits here. */
  void vouch(Entry entry, PublicKey voucher) {
    remove(entry.id());
    add(entry, Optional.of(voucher));
  }

  /** An entry waits no more. */
  void release(Cid id) {
    waits.remove(id);
    remove(id);
  }

  private Optional<Guest> remove(Cid id) {
    Optional<Guest> guest = Optional.ofNullable(guests.remove(id));
    guest.ifPresent(
        it -> {
          waiting.release(it.voucher(), it.space());
          kept.release(it.voucher(), it.space());
        });
    return guest;
  }

  /** An entry waits no more, as it failed. */
  void fail(Cid id) {
    waits.remove(id);
    remove(id).ifPresent(guest -> kept.take(guest.voucher(), guest.space()));
  }
}
