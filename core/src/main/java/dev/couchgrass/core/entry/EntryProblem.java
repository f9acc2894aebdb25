package dev.couchgrass.core.entry;

/** Why an entry is refused, as a closed set. Each refusal is for good. */
public enum EntryProblem {
  /** Not canonical DAG-CBOR, or a value of another kind than the member's. */
  ENCODING("The entry is not in canonical DAG-CBOR"),
  TOO_LARGE("The entry has more bytes than an entry may have"),
  UNKNOWN_VERSION("The entry has an unknown version"),
  UNKNOWN_MEMBER("The entry has an unknown member"),
  MISSING_MEMBER("The entry lacks a member"),
  /** What is left out means the same, so that it would have two spellings. */
  DEFAULT_WRITTEN("The entry has a member that must be left out, as it says nothing"),
  NOT_AN_ENTRY_ID("The entry names as an entry what is none"),
  IDS_NOT_SORTED("The entry has ids that are out of order, or one twice"),
  TOO_MANY("The entry has more of something than an entry may have"),
  STORES_NOT_SORTED("The entry has stores that are out of order, or one twice"),
  STORE_NAME("The entry has a store without a name, or with too long a one"),
  HEIGHT_RANGE("The entry has a height that is too great"),
  SYSTEM_STORE_HEIGHT("The entry gives a system store a height of its own"),

  UNSIGNED("The entry has no signature"),
  MALFORMED_SIGNATURE("The entry has a malformed signature"),
  MALFORMED_KEY("The entry has a malformed key"),
  KEY_HINT("The entry does not say in exactly one way which key signed it"),
  KEY_NAME("The entry has a key without a name, or with too long a one"),
  DELEGATION("The entry has a delegation without steps, or that ends in the global key"),
  BAD_SIGNATURE("The signature is not of this entry and this key"),

  NO_ROOT("The entry is no root and does not name its database"),
  NO_PARENTS("The entry is no root and has no parents"),
  ROOT_WITH_ANCESTORS("The entry is a root and names a database or a parent"),
  ROOT_WITHOUT_SETTINGS("The entry is a root and brings no settings"),
  ROOT_WITHOUT_ENTROPY("The entry is a root and has no entropy"),

  MALFORMED_METADATA("The entry has malformed metadata"),
  ROOT_WITH_PIN("The entry is a root and pins settings"),
  NO_PIN("The entry is no root and pins no settings"),
  SETTINGS_NOT_PINNED("The entry changes other settings than it pins"),

  NO_SUCH_DATABASE("The entry names as its database what is no root"),
  FOREIGN_PARENT("The entry has a parent of another database"),
  HEIGHT_NOT_ABOVE_PARENTS("The entry is not higher than its parents"),
  HEIGHT_NOT_BY_STRATEGY("The entry has another height than the strategy gives"),
  STORE_PARENT_ELSEWHERE("The entry has a store's parent that is not in that store"),
  STORE_PARENT_NO_ANCESTOR("The entry has a store's parent that is not its ancestor"),
  PIN_ELSEWHERE("The entry pins as settings what are not this database's"),
  PIN_BELOW_PARENT("The entry pins older settings than a parent of it pins or brings");

  private final String message;

  EntryProblem(String message) {
    this.message = message;
  }

  /** The problem in words, which do not change. */
  public String message() {
    return message;
  }
}
