package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
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

/**
 * How much waits in the store: what can't be verified yet, or is withheld. Counted once, and kept
 * up to date from then on. For one after the other.
 *
 * <p>What failed stays in the store, so that it is not judged again, and takes room: not more than
 * as much again. Where that is full, nothing more waits, and whoever sends entries has to send what
 * they build on first.
 */
final class WaitingRoom {
  private static final int PIECE = 500;

  private final EntryStore entries;
  private final Cid database;
  private final int maxEntries;
  private final long maxBytes;
  private final Waits waits = new Waits();
  private final Map<Cid, Integer> sizes = new HashMap<>();
  private long bytes;
  private long failed;
  private long failedBytes;
  private long restraints;
  private boolean open;

  WaitingRoom(EntryStore entries, Cid database, Terms terms) {
    this.entries = entries;
    this.database = database;
    this.maxEntries = terms.maxUnverified();
    this.maxBytes = terms.maxUnverifiedBytes();
  }

  /** What waits, by what it waits for. */
  Waits waits() {
    return waits;
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
    return each(
            EntryStatus.UNVERIFIED,
            entry -> {
              add(entry);
              there.add(entry);
            })
        .compose(done -> each(EntryStatus.FAILED, this::addFailed))
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
    sizes.clear();
    bytes = 0;
    failed = 0;
    failedBytes = 0;
  }

  /** Whether restraints are others than when this was asked last. */
  boolean restraintsChanged(long version) {
    boolean changed = restraints != version;
    restraints = version;
    return changed;
  }

  /** Whether an entry waits here. */
  boolean has(Cid id) {
    return sizes.containsKey(id);
  }

  /** Takes an entry up, if there is room for it. */
  boolean admit(Entry entry) {
    int size = entry.bytes().length;
    if (sizes.size() >= maxEntries
        || sizes.size() + failed >= 2L * maxEntries
        || bytes + size > maxBytes
        || bytes + size + failedBytes > 2 * maxBytes) {
      return false;
    }
    add(entry);
    return true;
  }

  private void add(Entry entry) {
    sizes.put(entry.id(), entry.bytes().length);
    bytes += entry.bytes().length;
  }

  private void addFailed(Entry entry) {
    failed++;
    failedBytes += entry.bytes().length;
  }

  /** An entry waits no more. */
  void release(Cid id) {
    waits.remove(id);
    Optional.ofNullable(sizes.remove(id)).ifPresent(size -> bytes -= size);
  }

  /** An entry waits no more, as it failed. */
  void fail(Entry entry) {
    release(entry.id());
    addFailed(entry);
  }
}
