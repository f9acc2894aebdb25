package dev.couchgrass.core.entry;

import java.util.List;
import java.util.Objects;

/** Who signed an entry: a key of the database's own settings, or one that they delegate to. */
public sealed interface SigKey {
  /** Which key it is, in the settings that are come to. */
  KeyHint hint();

  /** A key of the database's own settings. */
  record Direct(KeyHint hint) implements SigKey {
    public Direct {
      Objects.requireNonNull(hint);
    }
  }

  /**
   * A key of another database's settings, which these settings trust, perhaps by way of others.
   *
   * @param path the databases on the way, the first of them named in these settings
   */
  record Delegated(List<DelegationStep> path, KeyHint hint) implements SigKey {
    /**
     * @throws InvalidEntryException if there are no steps or more than {@link
     *     EntryLimits#MAX_STEPS}, or the hint is the global key
     */
    public Delegated {
      path = List.copyOf(path);
      if (path.isEmpty() || hint instanceof KeyHint.Global) {
        throw new InvalidEntryException(EntryProblem.DELEGATION);
      }
      if (path.size() > EntryLimits.MAX_STEPS) {
        throw new InvalidEntryException(EntryProblem.TOO_MANY, "path");
      }
    }
  }
}
