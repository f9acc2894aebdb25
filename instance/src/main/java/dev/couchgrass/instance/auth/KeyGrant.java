package dev.couchgrass.instance.auth;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.entry.EntryLimits;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * What a database's settings grant a key, or all keys.
 *
 * @param name by which an entry may name the key, and people tell it; several keys may have one
 */
public record KeyGrant(Optional<String> name, Permission permission, KeyStatus status) {
  /**
   * @throws InvalidInputException if the name is empty, longer than {@link
   *     EntryLimits#MAX_NAME_BYTES}, or not well-formed Unicode: no entry could name it
   */
  public KeyGrant {
    Objects.requireNonNull(permission);
    Objects.requireNonNull(status);
    if (name.isPresent() && !isName(name.get())) {
      throw new InvalidInputException(
          Problem.BAD_REQUEST, "A key's name is empty, too long or not valid UTF-8");
    }
  }

  /** An active grant without a name. */
  public static KeyGrant of(Permission permission) {
    return new KeyGrant(Optional.empty(), permission, KeyStatus.ACTIVE);
  }

  /** Whether a text can be a key's name. */
  static boolean isName(String text) {
    return !text.isEmpty()
        && StandardCharsets.UTF_8.newEncoder().canEncode(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= EntryLimits.MAX_NAME_BYTES;
  }

  /** Whether the grant counts. */
  public boolean isActive() {
    return status == KeyStatus.ACTIVE;
  }

  /**
   * This, under another name.
   *
   * @throws InvalidInputException as the constructor
   */
  public KeyGrant withName(String newName) {
    return new KeyGrant(Optional.of(newName), permission, status);
  }

  public KeyGrant withPermission(Permission newPermission) {
    return new KeyGrant(name, newPermission, status);
  }

  public KeyGrant withStatus(KeyStatus newStatus) {
    return new KeyGrant(name, permission, newStatus);
  }
}
