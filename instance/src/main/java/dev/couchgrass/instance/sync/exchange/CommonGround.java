package dev.couchgrass.instance.sync.exchange;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.sync.paging.EntryLookup;
import dev.couchgrass.instance.sync.paging.EntryLookup.Link;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds what a peer and this replica both have, so that none of it travels.
 *
 * <p>Whoever has an entry has all that it descends from. So the peer is asked about our tips, and
 * where it lacks one, about what that descends from, the highest first and ever more at a time: as
 * many as it lacks, and some more, and none of the rest, however long the history is. If the peer's
 * tips are all here, one question is enough, or one for as many tips as a question holds.
 */
final class CommonGround {
  private static final int FIRST_PIECE = 64;
  private static final int GROWTH = 4;

  private static final Comparator<Link> HIGHEST_FIRST =
      Comparator.comparingLong(Link::height).thenComparing(Link::id).reversed();

  private final EntryLookup entries;
  private final TheirTips theirs;
  private final Function<List<Cid>, Future<PeerReply.Compared>> peer;

  /** What the peer may have, and was not asked about. */
  private TreeSet<Link> open = new TreeSet<>(HIGHEST_FIRST);

  private final Set<Cid> asked = new HashSet<>();
  private final Set<Cid> common = new HashSet<>();
  private int piece = FIRST_PIECE;

  /**
   * @param peer asks it which of some entries it has
   */
  CommonGround(
      EntryStore entries, Cid database, Function<List<Cid>, Future<PeerReply.Compared>> peer) {
    this.entries = new EntryLookup(entries, database);
    this.theirs = new TheirTips(peer);
    this.peer = peer;
  }

  /**
   * Finds it.
   *
   * @param ours the tips that are here
   */
  Future<Ground> find(Tips ours) {
    return theirs
        .ask(ours)
        .compose(done -> entries.known(theirs.tips()))
        .compose(here -> find(ours, here));
  }

  private Future<Ground> find(Tips ours, Set<Cid> here) {
    Set<Cid> missing = new HashSet<>(theirs.tips());
    missing.removeAll(here);
    common.addAll(here);
    ours.ids().stream().filter(theirs::knows).forEach(common::add);
    List<Cid> unknown = ours.ids().stream().filter(id -> !theirs.knows(id)).toList();
    Future<Void> walked =
        missing.isEmpty() || unknown.isEmpty() ? Future.succeededFuture() : walk(ours, unknown);
    return walked.map(done -> new Ground(theirs.tips(), missing, common, theirs.isWhole()));
  }

  private Future<Void> walk(Tips ours, List<Cid> unknown) {
    asked.addAll(ours.ids());
    asked.addAll(common);
    return entries
        .links(unknown)
        .compose(this::openParents)
        .compose(
            done ->
                Repeat.whileTrue(
                    () ->
                        open.isEmpty()
                            ? Future.succeededFuture(false)
                            : askPiece().map(more -> true)));
  }

  private Future<Void> openParents(Collection<Link> children) {
    Set<Cid> parents = new HashSet<>();
    children.forEach(child -> parents.addAll(child.parents()));
    parents.removeAll(asked);
    return entries
        .links(parents)
        .map(
            found -> {
              open.addAll(found);
              return null;
            });
  }

  /** Asks about the highest that are open, and those below them, without waiting for answers. */
  private Future<Void> askPiece() {
    Set<Link> before = new HashSet<>(open);
    List<Link> batch = new ArrayList<>();
    return Repeat.whileTrue(
            () -> {
              Optional<Link> next = Optional.ofNullable(open.pollFirst());
              if (next.isEmpty()) {
                return Future.succeededFuture(false);
              }
              asked.add(next.get().id());
              batch.add(next.get());
              return openParents(List.of(next.get())).map(done -> batch.size() < piece);
            })
        .compose(done -> peer.apply(batch.stream().map(Link::id).toList()))
        .map(
            reply -> {
              heed(batch, reply.known(), before);
              piece = Math.min(WireLimits.MAX_IDS, piece * GROWTH);
              return null;
            });
  }

  /** Only what the peer lacks leads on. */
  private void heed(List<Link> batch, Set<Cid> known, Set<Link> before) {
    Set<Cid> below = new HashSet<>();
    Set<Cid> belowKnown = new HashSet<>();
    for (Link entry : batch) {
      (known.contains(entry.id()) ? belowKnown : below).addAll(entry.parents());
    }
    batch.stream()
        .map(Link::id)
        .filter(id -> known.contains(id) && !belowKnown.contains(id))
        .forEach(common::add);
    TreeSet<Link> rest = new TreeSet<>(HIGHEST_FIRST);
    open.stream()
        .filter(entry -> before.contains(entry) || below.contains(entry.id()))
        .forEach(rest::add);
    open = rest;
  }
}
