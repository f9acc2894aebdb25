package dev.couchgrass.instance.history;

import dev.couchgrass.core.hash.Cid;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of entries that came in.
 *
 * @param accepted that were not before, in the order of the database; among them those that were
 *     kept and waited
 * @param known that were accepted before
 * @param refused for good, with the reason in words
 * @param withheld which are right by what they pin, and a change of the settings took away what
 *     they need, with the reason in words: they are kept for good only if something that counts
 *     builds on them
 * @param waiting for others to come first, which are named, or for the time
 */
public record Received(
    List<Cid> accepted,
    Set<Cid> known,
    Map<Cid, String> refused,
    Map<Cid, String> withheld,
    Map<Cid, Set<Cid>> waiting) {
  public Received {
    accepted = List.copyOf(accepted);
    known = Set.copyOf(known);
    refused = Map.copyOf(refused);
    withheld = Map.copyOf(withheld);
    waiting = Map.copyOf(waiting);
  }
}
