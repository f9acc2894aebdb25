package dev.couchgrass.instance.user;

/** Whether a user may log in. */
public enum UserStatus {
  ACTIVE("active"),
  DISABLED("disabled");

  private final String word;

  UserStatus(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
