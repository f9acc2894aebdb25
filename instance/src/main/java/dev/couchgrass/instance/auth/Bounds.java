package dev.couchgrass.instance.auth;

import java.util.Objects;
import java.util.Optional;

/**
 * What the keys of another database may do here at most, and what at the least.
 *
 * @param max no key gets more
 * @param min a key that has less there gets this; not heeded if it is above {@code max}
 */
public record Bounds(Permission max, Optional<Permission> min) {
  public Bounds {
    Objects.requireNonNull(max);
    Objects.requireNonNull(min);
  }

  /** Bounds that raise nobody. */
  public static Bounds upTo(Permission max) {
    return new Bounds(max, Optional.empty());
  }

  /** This, with a least permission. */
  public Bounds withMin(Permission least) {
    return new Bounds(max, Optional.of(least));
  }

  /** Whether the least permission is not above the greatest. */
  public boolean isValid() {
    return min.isEmpty() || max.covers(min.get());
  }

  /**
   * Both bounds: the lower of the two greatest permissions, and the higher of the least ones, even
   * if these are not valid together.
   */
  public Bounds and(Bounds other) {
    Optional<Permission> least =
        min.isPresent() && other.min.isPresent()
            ? Optional.of(Permission.higher(min.get(), other.min.get()))
            : min.or(() -> other.min);
    return new Bounds(Permission.lower(max, other.max), least);
  }

  /** What becomes of a permission within these bounds. */
  public Permission clamp(Permission permission) {
    if (!max.covers(permission)) {
      return max;
    }
    return min.filter(least -> isValid() && !permission.covers(least)).orElse(permission);
  }
}
