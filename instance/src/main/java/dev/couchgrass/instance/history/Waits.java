package dev.couchgrass.instance.history;

import dev.couchgrass.core.hash.Cid;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What entries wait for. Of several entries that one waits for, one is noted: when that has come,
 * it is judged again, and another noted. So this takes no more room than there are entries, however
 * many each of them names.
 */
final class Waits {
  private final Map<Cid, Cid> awaited = new HashMap<>();
  private final Map<Cid, Set<Cid>> waiting = new HashMap<>();
  private final Map<Cid, Long> early = new HashMap<>();
  private final Set<Cid> elsewhere = new HashSet<>();
  private final Set<Cid> withheld = new HashSet<>();

  void clear() {
    awaited.clear();
    waiting.clear();
    early.clear();
    elsewhere.clear();
    withheld.clear();
  }

  /** Notes what an entry waits for. */
  void add(Cid id, Judgement.Undecided judgement) {
    remove(id);
    if (judgement instanceof Judgement.Waiting wait) {
      Optional<Cid> one = wait.missing().stream().filter(it -> !withheld.contains(it)).findFirst();
      Cid noted = one.orElseGet(() -> wait.missing().iterator().next());
      awaited.put(id, noted);
      waiting.computeIfAbsent(noted, absent -> new HashSet<>()).add(id);
    } else if (judgement instanceof Judgement.Early wait) {
      early.put(id, wait.due());
    } else {
      elsewhere.add(id);
    }
  }

  /** Notes that an entry waits for something that counts to build on it. */
  void addWithheld(Cid id) {
    remove(id);
    withheld.add(id);
  }

  void remove(Cid id) {
    Optional.ofNullable(awaited.remove(id))
        .ifPresent(
            noted ->
                waiting.computeIfPresent(
                    noted,
                    (key, some) -> {
                      some.remove(id);
                      return some.isEmpty() ? null : some;
                    }));
    early.remove(id);
    elsewhere.remove(id);
    withheld.remove(id);
  }

  boolean isWithheld(Cid id) {
    return withheld.contains(id);
  }

  /** Those that wait for one of some entries. */
  Set<Cid> waitingFor(Collection<Cid> some) {
    Set<Cid> found = new HashSet<>();
    some.forEach(id -> found.addAll(waiting.getOrDefault(id, Set.of())));
    return found;
  }

  /** Those that are withheld, or wait for what other databases bring. */
  Set<Cid> subjectToRestraints() {
    Set<Cid> found = new HashSet<>(withheld);
    found.addAll(elsewhere);
    return found;
  }

  /** Those that wait for what other databases bring. */
  Set<Cid> elsewhere() {
    return Set.copyOf(elsewhere);
  }

  /** When the first's time comes. */
  OptionalLong firstDue() {
    return early.values().stream().mapToLong(due -> due).min();
  }

  /** Those whose time has come. */
  Set<Cid> due(long now) {
    Set<Cid> found = new HashSet<>();
    early.forEach(
        (id, due) -> {
          if (due <= now) {
            found.add(id);
          }
        });
    return found;
  }
}
