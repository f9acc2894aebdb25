package dev.couchgrass.instance.user;

import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** The name that a user logs in with: told apart by its characters, case and all. */
public record UserName(String value) {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 128;

  static final Comparator<UserName> ORDER = Comparator.comparing(UserName::value);

  /**
   * A name.
   *
   * @throws InstanceException {@code ILLEGAL_USER_NAME} if it is empty, longer than {@link
   *     #MAX_BYTES}, not well-formed Unicode, or has a control character, or white space at an end
   */
  public UserName {
    boolean legal =
        !value.isEmpty()
            && value.equals(value.strip())
            && StandardCharsets.UTF_8.newEncoder().canEncode(value)
            && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
            && value.codePoints().noneMatch(Character::isISOControl);
    if (!legal) {
      throw new InstanceException(InstanceProblem.ILLEGAL_USER_NAME);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
