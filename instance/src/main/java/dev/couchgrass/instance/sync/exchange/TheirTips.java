package dev.couchgrass.instance.sync.exchange;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Where a peer stands, reply by reply: of more tips than a reply holds, it leaves out those that it
 * is asked about, and begins behind the last of them. So all of ours are asked about, and then
 * those that it told last, until it has been around.
 */
final class TheirTips {
  /** How often it is asked for others: one that makes them up would never end. */
  private static final int MAX_TIMES = 256;

  private final Function<List<Cid>, Future<PeerReply.Compared>> peer;
  private final Set<Cid> tips = new HashSet<>();
  private final Set<Cid> known = new HashSet<>();

  /** What is asked about next, that it may tell the others. */
  private List<Cid> last = List.of();

  /** Where it began: it has been around when it comes there again. */
  private Set<Cid> first = Set.of();

  private int times;
  private boolean whole;

  TheirTips(Function<List<Cid>, Future<PeerReply.Compared>> peer) {
    this.peer = peer;
  }

  /** Finds as many of them as the peer tells. */
  Future<Void> ask(Tips ours) {
    return Repeat.each(pieces(ours.ids()), this::askPiece)
        .compose(
            done -> {
              first = Set.copyOf(last);
              return Repeat.whileTrue(
                  () ->
                      whole || times++ >= MAX_TIMES
                          ? Future.succeededFuture(false)
                          : askPiece(last).map(told -> goOn()));
            });
  }

  private boolean goOn() {
    whole |= !Collections.disjoint(first, last);
    return true;
  }

  /** At least one: the peer's are to be told also to who has none. */
  private static List<List<Cid>> pieces(List<Cid> ids) {
    List<List<Cid>> pieces = new ArrayList<>();
    for (int from = 0; from == 0 || from < ids.size(); from += WireLimits.MAX_IDS) {
      pieces.add(ids.subList(from, Math.min(ids.size(), from + WireLimits.MAX_IDS)));
    }
    return pieces;
  }

  private Future<Void> askPiece(List<Cid> some) {
    return peer.apply(some)
        .map(
            reply -> {
              last = reply.tips().ids();
              known.addAll(reply.known());
              whole |= last.size() < WireLimits.MAX_IDS;
              tips.addAll(last);
              return null;
            });
  }

  /** Those that it told. */
  Set<Cid> tips() {
    return tips;
  }

  /** Whether it said that it has an entry of ours. */
  boolean knows(Cid id) {
    return known.contains(id);
  }

  /** Whether there are no others, but for those that were asked about. */
  boolean isWhole() {
    return whole;
  }
}
