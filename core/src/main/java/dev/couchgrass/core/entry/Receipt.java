package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;

/** One entry beside its ancestors. What is wrong is thrown; what is missing is collected. */
final class Receipt {
  private final Entry entry;
  private final Ancestry ancestry;
  private final Optional<HeightRules> rules;
  private final boolean walks;
  private final Set<Cid> missing = new HashSet<>();

  Receipt(Entry entry, Ancestry ancestry, Optional<HeightRules> rules, boolean walks) {
    this.entry = entry;
    this.ancestry = ancestry;
    this.rules = rules;
    this.walks = walks;
  }

  Set<Cid> missing() {
    return missing;
  }

  /**
   * Checks everything.
   *
   * @throws InvalidEntryException if the entry is refused
   */
  void check() {
    checkDatabase();
    List<Entry> parents = findAll(entry.parents());
    for (Entry parent : parents) {
      require(isOfDatabase(parent), EntryProblem.FOREIGN_PARENT, parent.toString());
    }
    checkHeight(parents);
    for (Subtree part : entry.subtrees()) {
      checkStore(part);
    }
    checkPin(parents);
  }

  private void checkDatabase() {
    if (!entry.isRoot()) {
      for (Entry root : findAll(List.of(entry.database()))) {
        require(root.isRoot(), EntryProblem.NO_SUCH_DATABASE, "");
      }
    }
  }

  private void checkHeight(List<Entry> parents) {
    OptionalLong highest = parents.stream().mapToLong(Entry::height).max();
    requireAbove(entry.height(), highest, "");
    if (rules.isPresent() && parents.size() == entry.parents().size()) {
      require(rules.get().allows(entry.height(), highest), EntryProblem.HEIGHT_NOT_BY_STRATEGY, "");
    }
  }

  private void checkStore(Subtree part) {
    String store = part.name();
    List<Entry> parents = findAll(part.parents());
    for (Entry parent : parents) {
      boolean inStore = isOfDatabase(parent) && parent.subtree(store).isPresent();
      require(inStore, EntryProblem.STORE_PARENT_ELSEWHERE, store);
    }
    OptionalLong highest = parents.stream().mapToLong(parent -> parent.storeHeight(store)).max();
    requireAbove(entry.storeHeight(store), highest, store);
    if (rules.isPresent() && parents.size() == part.parents().size()) {
      require(
          rules.get().allowsInStore(part, entry.height(), highest),
          EntryProblem.HEIGHT_NOT_BY_STRATEGY,
          store);
    }
    if (walks) {
      requireReached(
          Entry::parents, entry.parents(), parents, EntryProblem.STORE_PARENT_NO_ANCESTOR, store);
    }
  }

  /** The pin: settings of this database, at or above those that each parent pins or brings. */
  private void checkPin(List<Entry> parents) {
    List<Cid> pin = entry.metadata().settingsTips();
    for (Entry pinned : findAll(pin)) {
      require(isOfDatabase(pinned) && bringsSettings(pinned), EntryProblem.PIN_ELSEWHERE, "");
    }
    if (walks) {
      requirePinAbove(parents, pin);
    }
  }

  private void requirePinAbove(List<Entry> parents, List<Cid> pin) {
    Set<Cid> before = new HashSet<>();
    for (Entry parent : parents) {
      before.addAll(
          bringsSettings(parent) ? List.of(parent.id()) : parent.metadata().settingsTips());
    }
    requireReached(
        known -> known.storeParents(StoreNames.SETTINGS),
        pin,
        findAll(before),
        EntryProblem.PIN_BELOW_PARENT,
        "");
  }

  private static boolean bringsSettings(Entry entry) {
    return entry.subtree(StoreNames.SETTINGS).isPresent();
  }

  private void requireReached(
      Function<Entry, List<Cid>> links,
      List<Cid> from,
      List<Entry> targets,
      EntryProblem otherwise,
      String detail) {
    Reach reach = Reach.walk(ancestry, links, from, targets);
    require(!reach.failed(), otherwise, detail);
    missing.addAll(reach.missing());
  }

  private void requireAbove(long height, OptionalLong highestParent, String detail) {
    require(
        height >= HeightStrategy.least(highestParent),
        EntryProblem.HEIGHT_NOT_ABOVE_PARENTS,
        detail);
  }

  private boolean isOfDatabase(Entry other) {
    return other.database().equals(entry.database());
  }

  /** Those that have arrived; the others are missing. */
  private List<Entry> findAll(Collection<Cid> ids) {
    List<Entry> found = new ArrayList<>();
    for (Cid id : ids) {
      ancestry.find(id).ifPresentOrElse(found::add, () -> missing.add(id));
    }
    return found;
  }

  private static void require(boolean condition, EntryProblem otherwise, String detail) {
    if (!condition) {
      throw new InvalidEntryException(otherwise, detail);
    }
  }

  /** The greatest of the entry's heights that are times. */
  OptionalLong greatestTime() {
    if (rules.isEmpty()) {
      return OptionalLong.empty();
    }
    HeightRules known = rules.get();
    LongStream own =
        entry.subtrees().stream()
            .filter(part -> known.isTime(part.name()))
            .mapToLong(part -> entry.storeHeight(part.name()));
    LongStream whole =
        known.database() == HeightStrategy.TIMESTAMP
            ? LongStream.of(entry.height())
            : LongStream.empty();
    return LongStream.concat(own, whole).max();
  }
}
