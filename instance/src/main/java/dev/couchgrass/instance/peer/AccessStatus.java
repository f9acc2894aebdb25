package dev.couchgrass.instance.peer;

/** What became of a wish to be let into a database. */
public enum AccessStatus {
  /** Nobody has decided yet. */
  PENDING("pending"),
  /** The key may do what it asked for, or more. */
  GRANTED("granted"),
  /** An admin said no. */
  REJECTED("rejected");

  private final String word;

  AccessStatus(String word) {
    this.word = word;
  }

  /** The word that stands for it. */
  public String word() {
    return word;
  }
}
