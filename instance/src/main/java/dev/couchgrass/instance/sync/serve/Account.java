package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.core.key.PublicKey;
import java.util.Optional;

/**
 * Whose places a peer takes. Keys of instances cost nothing, so what is counted is the key that
 * permits, whichever instances it lends its passes to. Where no key does, as everybody may, it is
 * the instance's; all of these together have half of the places, so that there are some for others.
 *
 * @param key that is counted
 * @param isNamed whether the settings name it
 */
record Account(PublicKey key, boolean isNamed) {
  /**
   * The account of a peer.
   *
   * @param holder the key that the settings name, if it is by one that the peer is permitted
   */
  static Account of(PublicKey peer, Optional<PublicKey> holder) {
    return new Account(holder.orElse(peer), holder.isPresent());
  }

  /** How many of all places there are for those that are like this one. */
  int share(int all) {
    return share(isNamed, all);
  }

  /** How many of all places there are for those whom a key permits, or for those whom none does. */
  static int share(boolean named, int all) {
    return named ? all : all / 2;
  }
}
