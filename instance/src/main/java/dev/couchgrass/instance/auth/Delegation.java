package dev.couchgrass.instance.auth;

import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.hash.Cid;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Trust in the keys of another database.
 *
 * @param floor that database, and the tips that whoever uses this must have seen: a key that was
 *     revoked there up to these can't be used here any more
 */
public record Delegation(DelegationStep floor, Bounds bounds) {
  public Delegation {
    Objects.requireNonNull(floor);
    Objects.requireNonNull(bounds);
  }

  /**
   * A delegation to a database as of its tips, in any order.
   *
   * @throws dev.couchgrass.core.entry.InvalidEntryException if an id is none of an entry, or there
   *     are no tips, or more than {@link dev.couchgrass.core.entry.EntryLimits#MAX_STEP_TIPS}
   */
  public static Delegation of(Cid database, Collection<Cid> tips, Bounds bounds) {
    return new Delegation(DelegationStep.of(database, tips), bounds);
  }

  /** The id of the database's root. */
  public Cid database() {
    return floor.database();
  }

  /** The tips that must have been seen, in order. */
  public List<Cid> tips() {
    return floor.tips();
  }
}
