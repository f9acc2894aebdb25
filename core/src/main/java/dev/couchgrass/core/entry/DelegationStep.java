package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.Collection;
import java.util.List;

/**
 * A step of a delegation: another database, as of some of its tips.
 *
 * @param database the id of its root
 * @param tips in order, each once
 */
public record DelegationStep(Cid database, List<Cid> tips) {
  /**
   * @throws InvalidEntryException if an id is none of an entry, the tips are out of order, or there
   *     are none or more than {@link EntryLimits#MAX_STEP_TIPS}
   */
  public DelegationStep {
    tips = List.copyOf(tips);
    Checks.requireEntryId(database, "path");
    Checks.requireIds(tips, EntryLimits.MAX_STEP_TIPS, "tips");
    if (tips.isEmpty()) {
      throw new InvalidEntryException(EntryProblem.DELEGATION);
    }
  }

  /** As the constructor, of tips in any order. */
  public static DelegationStep of(Cid database, Collection<Cid> tips) {
    return new DelegationStep(database, Checks.sorted(tips));
  }
}
