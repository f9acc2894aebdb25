package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An entry's part in one store of its database.
 *
 * @param name the store's
 * @param parents the entries that come before it in this store, in order, each once
 * @param data what it changes, in the store's own encoding, not copied: must not be changed; empty
 *     if it takes part and changes nothing
 * @param height the height in this store; empty if it is the entry's
 */
public record Subtree(String name, List<Cid> parents, Optional<byte[]> data, OptionalLong height) {
  /**
   * @throws InvalidEntryException if the name is empty or too long, the parents are no entries'
   *     ids, out of order or too many, or the height is out of range, or not for this store to have
   */
  public Subtree {
    Checks.requireName(name, EntryProblem.STORE_NAME);
    parents = List.copyOf(parents);
    Checks.requireIds(parents, EntryLimits.MAX_IDS, name);
    Objects.requireNonNull(data);
    if (height.isPresent()) {
      Checks.requireHeight(height.getAsLong());
      if (StoreNames.isSystem(name)) {
        throw new InvalidEntryException(EntryProblem.SYSTEM_STORE_HEIGHT, name);
      }
    }
  }

  /** The part of an entry that is the first of its store, and changes nothing. */
  public static Subtree of(String name) {
    return new Subtree(name, List.of(), Optional.empty(), OptionalLong.empty());
  }

  /** This, with parents in any order. */
  public Subtree withParents(Collection<Cid> ids) {
    return new Subtree(name, Checks.sorted(ids), data, height);
  }

  public Subtree withData(byte[] change) {
    return new Subtree(name, parents, Optional.of(change), height);
  }

  public Subtree withHeight(OptionalLong own) {
    return new Subtree(name, parents, data, own);
  }
}
