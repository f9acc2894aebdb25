package dev.couchgrass.instance.auth;

import java.util.Arrays;
import java.util.Optional;

/** Whether a grant counts. */
public enum KeyStatus {
  /** The key may do what is granted. */
  ACTIVE("Active"),
  /** The key may do nothing; the grant is kept, so that what it signed before can be read. */
  REVOKED("Revoked");

  private final String setting;

  KeyStatus(String setting) {
    this.setting = setting;
  }

  /** The word for it in the settings. */
  public String setting() {
    return setting;
  }

  static Optional<KeyStatus> ofSetting(String word) {
    return Arrays.stream(values()).filter(status -> status.setting.equals(word)).findFirst();
  }
}
