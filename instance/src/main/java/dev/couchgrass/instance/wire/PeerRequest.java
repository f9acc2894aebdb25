package dev.couchgrass.instance.wire;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.ReadPass;
import java.util.List;

/** What one instance asks of another. */
public sealed interface PeerRequest {
  /** Who are you? */
  record Hello() implements PeerRequest {}

  /** A request about a database, which the peer may read, or a key that lent it a pass. */
  sealed interface OfDatabase extends PeerRequest {
    Cid database();

    List<ReadPass> passes();
  }

  /**
   * What are your tips, and which of these entries do you have?
   *
   * @param ids at most {@link WireLimits#MAX_IDS}
   */
  record Compare(Cid database, List<Cid> ids, List<ReadPass> passes) implements OfDatabase {
    public Compare {
      ids = List.copyOf(ids);
      passes = List.copyOf(passes);
    }
  }

  /**
   * Send me what these entries descend from, parents before their children.
   *
   * @param to tips of the peer that is asked
   * @param from what both have, with all that it descends from
   */
  record Pull(Cid database, List<Cid> to, List<Cid> from, List<ReadPass> passes)
      implements OfDatabase {
    public Pull {
      to = List.copyOf(to);
      from = List.copyOf(from);
      passes = List.copyOf(passes);
    }
  }

  /** Send me the next page of what I pulled. */
  record More(String transfer) implements PeerRequest {}

  /** Forget what is left of what I pulled. */
  record Stop(String transfer) implements PeerRequest {}

  /**
   * Take these entries, parents before their children.
   *
   * @param entries as bytes, since each is judged for itself
   */
  record Push(Cid database, List<byte[]> entries, List<ReadPass> passes) implements OfDatabase {
    public Push {
      entries = List.copyOf(entries);
      passes = List.copyOf(passes);
    }
  }

  /** Let me into a database. */
  record Join(AccessClaim claim) implements PeerRequest {}
}
