package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import java.util.Optional;

/**
 * What a key may do, and how high it ranks. Any Admin ranks above any Write, and that above Read;
 * within one of them, the lower number ranks higher.
 *
 * <p>Ordered by rank, the lowest first.
 */
public sealed interface Permission extends Comparable<Permission> {
  /** The greatest priority, which ranks lowest: 32 bits without a sign. */
  long MAX_PRIORITY = (1L << 32) - 1;

  /** May read, write, and change the settings. */
  record Admin(long priority) implements Permission {
    /**
     * @throws IllegalArgumentException if the priority is not 0 to {@link #MAX_PRIORITY}
     */
    public Admin {
      requirePriority(priority);
    }

    @Override
    public long rank() {
      return 2 + 2 * MAX_PRIORITY - priority;
    }
  }

  /** May read, and write to all stores but the settings. */
  record Write(long priority) implements Permission {
    /**
     * @throws IllegalArgumentException if the priority is not 0 to {@link #MAX_PRIORITY}
     */
    public Write {
      requirePriority(priority);
    }

    @Override
    public long rank() {
      return 1 + MAX_PRIORITY - priority;
    }
  }

  /** May read: the only one without a priority. */
  record Read() implements Permission {
    @Override
    public long rank() {
      return 0;
    }
  }

  private static void requirePriority(long priority) {
    if (!isPriority(priority)) {
      throw new IllegalArgumentException("A priority must be a number of 32 bits without a sign");
    }
  }

  /** Whether a number is 0 to {@link #MAX_PRIORITY}. */
  static boolean isPriority(long number) {
    return number >= 0 && number <= MAX_PRIORITY;
  }

  /** A number that is greater for a higher permission, and never equal for two. */
  long rank();

  /** Whether it allows to write to stores. */
  default boolean canWrite() {
    return !(this instanceof Read);
  }

  /** Whether it allows to change the settings. */
  default boolean canAdmin() {
    return this instanceof Admin;
  }

  /** Whether this ranks at least as high. */
  default boolean covers(Permission other) {
    return compareTo(other) >= 0;
  }

  @Override
  default int compareTo(Permission other) {
    return Long.compare(rank(), other.rank());
  }

  /** The permission as a document, as the settings have it. */
  default Doc toDoc() {
    return PermissionForm.write(this);
  }

  /** The permission that a document is; empty if it is none. */
  static Optional<Permission> ofDoc(Doc form) {
    return PermissionForm.read(form);
  }

  /** The higher of two. */
  static Permission higher(Permission one, Permission other) {
    return one.covers(other) ? one : other;
  }

  /** The lower of two. */
  static Permission lower(Permission one, Permission other) {
    return one.covers(other) ? other : one;
  }
}
