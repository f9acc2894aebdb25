package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether an entry's parts fit together: what a root must have, and what all others must. */
final class Structure {
  private Structure() {}

  static Optional<Subtree> find(List<Subtree> subtrees, String name) {
    return subtrees.stream().filter(subtree -> subtree.name().equals(name)).findFirst();
  }

  static int compareNames(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  static void check(
      Optional<Cid> root,
      List<Cid> parents,
      Metadata metadata,
      long height,
      List<Subtree> subtrees) {
    root.ifPresent(id -> Checks.requireEntryId(id, "root"));
    Checks.requireIds(parents, EntryLimits.MAX_IDS, "parents");
    Checks.requireHeight(height);
    checkStores(subtrees);
    if (find(subtrees, StoreNames.ROOT).isPresent()) {
      checkRoot(root, parents, metadata, subtrees);
    } else {
      checkChild(root, parents, metadata, subtrees);
    }
  }

  private static void checkStores(List<Subtree> subtrees) {
    if (subtrees.size() > EntryLimits.MAX_SUBTREES) {
      throw new InvalidEntryException(EntryProblem.TOO_MANY, "subtrees");
    }
    for (int i = 1; i < subtrees.size(); i++) {
      String name = subtrees.get(i).name();
      if (compareNames(subtrees.get(i - 1).name(), name) >= 0) {
        throw new InvalidEntryException(EntryProblem.STORES_NOT_SORTED, name);
      }
    }
  }

  private static void checkRoot(
      Optional<Cid> root, List<Cid> parents, Metadata metadata, List<Subtree> subtrees) {
    boolean storeParents = subtrees.stream().anyMatch(subtree -> !subtree.parents().isEmpty());
    require(root.isEmpty() && parents.isEmpty() && !storeParents, EntryProblem.ROOT_WITH_ANCESTORS);
    require(
        find(subtrees, StoreNames.SETTINGS).flatMap(Subtree::data).isPresent(),
        EntryProblem.ROOT_WITHOUT_SETTINGS);
    require(metadata.settingsTips().isEmpty(), EntryProblem.ROOT_WITH_PIN);
    require(metadata.entropy().isPresent(), EntryProblem.ROOT_WITHOUT_ENTROPY);
  }

  private static void checkChild(
      Optional<Cid> root, List<Cid> parents, Metadata metadata, List<Subtree> subtrees) {
    require(root.isPresent(), EntryProblem.NO_ROOT);
    require(!parents.isEmpty(), EntryProblem.NO_PARENTS);
    List<Cid> pin = metadata.settingsTips();
    require(!pin.isEmpty(), EntryProblem.NO_PIN);
    Optional<Subtree> settings = find(subtrees, StoreNames.SETTINGS);
    require(
        settings.isEmpty() || settings.get().parents().equals(pin),
        EntryProblem.SETTINGS_NOT_PINNED);
  }

  private static void require(boolean condition, EntryProblem otherwise) {
    if (!condition) {
      throw new InvalidEntryException(otherwise);
    }
  }
}
