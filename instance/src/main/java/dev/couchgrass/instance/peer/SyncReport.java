package dev.couchgrass.instance.peer;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import java.util.Map;

/**
 * What became of making a database equal with a peer's.
 *
 * @param received how many entries came that were not here
 * @param sent how many the peer took that it did not have
 * @param refused entries of the peer's that can't be taken, with the reason in words
 * @param declined entries of ours that the peer does not take, or not yet, with the reason in words
 * @param equal whether both have the same tips; not if that can't be told, as the peer has more
 *     than it can tell
 * @param requests how many times the peer was asked
 */
public record SyncReport(
    Cid database,
    PublicKey peer,
    long received,
    long sent,
    Map<Cid, String> refused,
    Map<Cid, String> declined,
    boolean equal,
    int requests) {
  public SyncReport {
    refused = Map.copyOf(refused);
    declined = Map.copyOf(declined);
  }
}
