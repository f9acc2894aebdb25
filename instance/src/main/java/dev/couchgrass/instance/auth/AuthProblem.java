package dev.couchgrass.instance.auth;

/** Why an entry is not authorised, as a closed set. Each refusal is for good. */
public enum AuthProblem {
  UNKNOWN_KEY("The settings do not know the key that the entry names"),
  REVOKED_KEY("The key that the entry names is revoked"),
  AMBIGUOUS_NAME("The settings have too many keys of the name that the entry gives"),
  NO_GLOBAL_GRANT("The settings grant nothing to keys that they do not know"),
  UNKNOWN_DELEGATION("The settings do not trust the database that the entry names"),
  BELOW_FLOOR("The entry names older tips of another database than the settings trust"),
  BAD_SIGNATURE("The signature is not of this entry and a key that it names"),
  NOT_A_WRITER("The key may not write"),
  NOT_AN_ADMIN("The key may not change the settings"),

  ROOT_WITHOUT_ADMIN("The root brings settings without an active key that may change them"),
  ROOT_NOT_BY_ADMIN("The root is not signed by a key that its own settings let change them"),

  MALFORMED_SETTINGS("The entry's settings are no document"),
  AUTH_REPLACED("The entry replaces or removes who may do what as a whole"),
  PART_OF_GRANT("The entry changes a part of a grant, and not the whole"),
  OUTRANKED("The entry changes what ranks higher than its key"),
  GRANTS_TOO_MUCH("The entry grants more than its key has");

  private final String message;

  AuthProblem(String message) {
    this.message = message;
  }

  /** The problem in words, which do not change. */
  public String message() {
    return message;
  }
}
