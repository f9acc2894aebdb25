package dev.couchgrass.store.entry;

/**
 * What is known of an entry that is kept. No peer says it: whoever keeps the entry finds out.
 *
 * <p>An entry is kept as {@link #UNVERIFIED} at first. It is settled once: as {@link #VERIFIED},
 * which takes all its parents to be, or as {@link #FAILED}, for good. What is verified may become
 * {@link #VOID}, and verified again.
 */
public enum EntryStatus {
  /** It is right, and may be read. */
  VERIFIED(0),

  /** It is wrong, for good, and so is whatever builds on it. */
  FAILED(1),

  /** Nobody knows yet: it was not looked at, or an ancestor is missing. */
  UNVERIFIED(2),

  /**
   * It is right in itself, and was taken back since: it has no effect, and is kept for what builds
   * on it. It is no tip; what it builds on may be one in its place.
   */
  VOID(3);

  private final int number;

  EntryStatus(int number) {
    this.number = number;
  }

  /** Part of stored formats: never changed or reused. */
  public int number() {
    return number;
  }

  /**
   * The status of a number.
   *
   * @throws IllegalArgumentException if no status has it: nothing is ever taken for another
   */
  public static EntryStatus of(int number) {
    for (EntryStatus status : values()) {
      if (status.number == number) {
        return status;
      }
    }
    throw new IllegalArgumentException("No status of entries has this number");
  }

  /** Whether what builds on it may be verified. */
  public boolean isAccepted() {
    return this == VERIFIED || this == VOID;
  }

  /** Whether an entry may change from this to another. */
  public boolean mayBecome(EntryStatus next) {
    return switch (this) {
      case UNVERIFIED -> true;
      case FAILED -> next == FAILED;
      case VERIFIED, VOID -> next.isAccepted();
    };
  }
}
