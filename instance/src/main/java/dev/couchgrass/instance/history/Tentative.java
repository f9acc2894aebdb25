package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    restraints.withhold(entry);
    return entries.put(List.of(entry)).mapEmpty();
  }

  /** Whether an entry waits here. */
  boolean has(Cid id) {
    return waiting.containsKey(id);
  }

  /** What has to be accepted before an entry is: its parents, and what it pins. */
  private static Set<Cid> before(Entry entry) {
    Set<Cid> before = new HashSet<>(entry.parents());
    before.addAll(entry.metadata().settingsTips());
    return before;
  }

  /** Those that wait and that an entry builds on or pins, the lowest first. */
  List<Entry> needed(Entry entry) {
    Map<Cid, Entry> needed = new HashMap<>();
    Deque<Entry> next = new ArrayDeque<>(List.of(entry));
    while (!next.isEmpty()) {
      for (Cid parent : before(next.remove())) {
        Optional<Entry> waits = Optional.ofNullable(waiting.get(parent));
        if (waits.isPresent() && needed.put(parent, waits.get()) == null) {
          next.add(waits.get());
        }
      }
    }
    return needed.values().stream().sorted(Intake.ORDER).toList();
  }

  /** Keeps an entry for good, as a void one. What it builds on is in the store, and accepted. */
  Future<Void> keepVoid(Entry entry) {
    release(entry);
    return entries
        .setStatus(Map.of(entry.id(), EntryStatus.VOID))
        .compose(
            done ->
                Restraints.concern(entry) ? restraints.addVoid(entry) : Future.succeededFuture());
  }

  /** Lets go an entry that counts after all. */
  void release(Entry entry) {
    waiting.remove(entry.id());
    restraints.release(entry.id());
  }

  /** Nothing more comes: what still waits was not accepted. */
  void end() {
    waiting.keySet().forEach(accepted::remove);
    waiting.keySet().forEach(restraints::release);
  }
}
