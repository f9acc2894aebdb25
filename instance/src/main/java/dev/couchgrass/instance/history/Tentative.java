package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Entries that came in, and that a change of the settings took away: they are kept for good, as
 * void ones, once an entry that counts builds on them. Until then they wait.
 */
final class Tentative {
  private final EntryStore entries;
  private final AcceptedEntries accepted;
  private final Restraints restraints;

  /** In the order in which they came. */
  private final Map<Cid, Entry> waiting = new LinkedHashMap<>();

  Tentative(EntryStore entries, AcceptedEntries accepted, Restraints restraints) {
    this.entries = entries;
    this.accepted = accepted;
    this.restraints = restraints;
  }

  /** Puts an entry into the store, where it waits. What builds on it can be judged from then on. */
  Future<Void> add(Entry entry) {
    waiting.put(entry.id(), entry);
    accepted.add(entry);
    return entries.put(List.of(entry)).mapEmpty();
  }

  /**
   * Keeps what an entry builds on.
   *
   * @param flush puts into the store what was accepted and is not there yet
   */
  Future<Void> promote(Entry entry, Supplier<Future<Void>> flush) {
    List<Entry> needed = needed(entry);
    if (needed.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<Cid, EntryStatus> statuses = new LinkedHashMap<>();
    needed.forEach(each -> statuses.put(each.id(), EntryStatus.VOID));
    return flush
        .get()
        .compose(done -> entries.setStatus(statuses))
        .compose(
            done ->
                Repeat.each(
                    needed,
                    each -> {
                      waiting.remove(each.id());
                      return Restraints.concern(each)
                          ? restraints.addVoid(each)
                          : Future.succeededFuture();
                    }));
  }

  /** Those that wait and that an entry descends from, parents before their children. */
  private List<Entry> needed(Entry entry) {
    List<Entry> needed = new ArrayList<>();
    Set<Cid> seen = new HashSet<>();
    Deque<Entry> next = new ArrayDeque<>(List.of(entry));
    while (!next.isEmpty()) {
      for (Cid parent : next.remove().parents()) {
        Optional<Entry> waits =
            Optional.ofNullable(waiting.get(parent)).filter(e -> seen.add(parent));
        waits.ifPresent(needed::add);
        waits.ifPresent(next::add);
      }
    }
    Collections.reverse(needed);
    return needed;
  }

  /** Nothing more comes: what still waits was not accepted. */
  void end() {
    waiting.keySet().forEach(accepted::remove);
  }
}
