package dev.couchgrass.instance.peer;

/** Whether a peer is wanted. */
public enum PeerStatus {
  /** It is asked, and answered. */
  ACTIVE("active"),
  /** It is neither asked nor answered. */
  BLOCKED("blocked");

  private final String word;

  PeerStatus(String word) {
    this.word = word;
  }

  /** The word that stands for it. */
  public String word() {
    return word;
  }
}
