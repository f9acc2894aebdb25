package dev.couchgrass.instance.wire;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.peer.AccessStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an instance answers another. */
public sealed interface PeerReply {
  /** I am who signed this. */
  record Greeting(Optional<String> name) implements PeerReply {}

  /**
   * Where I stand.
   *
   * @param known those of the entries that were asked for that I have
   */
  record Compared(Tips tips, Set<Cid> known) implements PeerReply {
    public Compared {
      known = Set.copyOf(known);
    }
  }

  /**
   * Some entries, parents before their children.
   *
   * @param entries as bytes, since each is judged for itself
   * @param transfer by which to ask for more; empty at the end
   */
  record Page(List<byte[]> entries, Optional<String> transfer) implements PeerReply {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * What became of entries that I was sent.
   *
   * @param accepted how many I did not have
   * @param refused for good, and why
   * @param withheld until something builds on them, and why
   * @param waiting for others, some of which are named, or for the time
   */
  record Taken(
      int accepted, Map<Cid, String> refused, Map<Cid, String> withheld, Map<Cid, Set<Cid>> waiting)
      implements PeerReply {
    public Taken {
      refused = Map.copyOf(refused);
      withheld = Map.copyOf(withheld);
      waiting = Map.copyOf(waiting);
    }
  }

  /** What became of a wish to be let in. */
  record Joined(AccessStatus status) implements PeerReply {}

  /** Done, and there is nothing to say. */
  record Done() implements PeerReply {}

  /**
   * I did nothing.
   *
   * @param now my clock, in milliseconds since 1970
   */
  record Declined(PeerProblem problem, long now) implements PeerReply {}
}
