package dev.couchgrass.instance.wire;

import java.util.Arrays;
import java.util.Optional;

/** Why a peer did nothing, as a closed set. */
public enum PeerProblem {
  /** The request is for another instance. */
  WRONG_PEER("wrong-peer", "The request is for another instance"),
  /** The signature is not the key's. */
  BAD_SIGNATURE("bad-signature", "The request is not signed by its key"),
  /** The request was made too long ago, or is yet to be made. */
  STALE("stale", "The clocks are too far apart"),
  /** The request came before. */
  REPLAYED("replayed", "The request came before"),
  /** The instance is unwanted. */
  BLOCKED("blocked", "The peer does not answer this instance"),
  /** No such database is synced here: whether it is here is nobody's business. */
  UNKNOWN_DATABASE("unknown-database", "The peer does not sync this database"),
  /** Neither the instance, nor a key that lent it a pass, may read the database. */
  NOT_PERMITTED("not-permitted", "The database does not let this instance in"),
  /** The transfer has ended, or was forgotten: it may be begun anew. */
  TRANSFER_ENDED("transfer-ended", "The transfer has ended"),
  /** There is no room now. */
  BUSY("busy", "The peer has too much to do"),
  /** Something failed that is nobody else's business. */
  FAILED("failed", "The peer failed"),
  /** A version to come. */
  OTHER("other", "The peer has a reason that this version does not know");

  private final String word;
  private final String message;

  PeerProblem(String word, String message) {
    this.word = word;
    this.message = message;
  }

  /** The word that stands for it in a reply. */
  public String word() {
    return word;
  }

  /** The problem in words, which do not change. */
  public String message() {
    return message;
  }

  static PeerProblem ofWord(String word) {
    Optional<PeerProblem> known =
        Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    return known.orElse(OTHER);
  }
}
