package dev.couchgrass.instance.sync.serve;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.WriteSource;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.sync.paging.ArrivedEntries;
import dev.couchgrass.instance.sync.paging.EntryLookup;
import dev.couchgrass.instance.sync.paging.EntryPages;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Answers peers that may read a database about what it holds, and takes what they have. */
final class Answers {
  private final Vertx vertx;
  private final DatabaseRegistry databases;
  private final EntryStore entries;
  private final Transfers transfers;

  Answers(Vertx vertx, DatabaseRegistry databases, Transfers transfers) {
    this.vertx = vertx;
    this.databases = databases;
    this.entries = databases.entries();
    this.transfers = transfers;
  }

  /** The tips, and which of some entries are here. */
  Future<PeerReply> compare(PeerRequest.Compare request) {
    return entries
        .verifiedTips(request.database())
        .compose(
            tips ->
                known(request.database(), request.ids())
                    .map(known -> new PeerReply.Compared(fitting(tips, request.ids()), known)));
  }

  /**
   * If the tips are more than a reply holds, those that were not asked about: first what comes
   * behind the last that was, then from the beginning. So who asks about what was told last is told
   * the next ones, round and round.
   */
  private static Tips fitting(Tips tips, List<Cid> asked) {
    if (tips.ids().size() <= WireLimits.MAX_IDS) {
      return tips;
    }
    Set<Cid> theirs = new HashSet<>(asked);
    List<Cid> open = tips.ids().stream().filter(id -> !theirs.contains(id)).toList();
    Optional<Cid> last = asked.stream().max(Comparator.naturalOrder());
    Predicate<Cid> isBehind = id -> last.isEmpty() || id.compareTo(last.get()) > 0;
    return Tips.of(
        Stream.concat(open.stream().filter(isBehind), open.stream().filter(isBehind.negate()))
            .limit(WireLimits.MAX_IDS)
            .toList());
  }

  private Future<Set<Cid>> known(Cid database, List<Cid> ids) {
    return new EntryLookup(entries, database).known(ids);
  }

  /** The first page of what some tips descend from, and others do not. */
  Future<PeerReply> pull(PeerRequest.Pull request, Account account, PublicKey peer) {
    String name = transfers.begin(account, peer, request);
    return known(request.database(), request.to())
        .compose(
            known ->
                entries.history(
                    EntryRange.to(request.database(), Tips.of(known))
                        .from(Tips.of(request.from()))))
        .compose(
            cursor -> {
              transfers.open(name, new EntryPages(cursor));
              return page(name);
            })
        .andThen(onFailure(failure -> transfers.end(name)));
  }

  /** What was asked for at the beginning of a transfer, which is in use from then on. */
  PeerRequest.Pull begun(String name, PublicKey peer) {
    return transfers.take(peer, name);
  }

  /** The next page of a transfer that is in use. */
  Future<PeerReply> more(String name) {
    return Future.succeededFuture()
        .compose(now -> page(name))
        .andThen(onFailure(failure -> transfers.end(name)));
  }

  private Future<PeerReply> page(String name) {
    EntryPages pages = transfers.pages(name);
    return pages
        .next()
        .map(
            page -> {
              if (pages.isDone()) {
                transfers.end(name);
                return new PeerReply.Page(page, Optional.empty());
              }
              transfers.put(name);
              return new PeerReply.Page(page, Optional.of(name));
            });
  }

  /** Ends a transfer that is in use. */
  void end(String name) {
    transfers.end(name);
  }

  /** Takes what a peer has. */
  Future<PeerReply> push(PeerRequest.Push request) {
    return ArrivedEntries.read(vertx, request.entries())
        .compose(
            arrived ->
                databases
                    .core(request.database())
                    .take(arrived.entries(), WriteSource.REMOTE)
                    .map(received -> taken(received, arrived.malformed())));
  }

  private static PeerReply taken(Received received, Map<Cid, String> malformed) {
    Map<Cid, String> refused = new HashMap<>(received.refused());
    refused.putAll(malformed);
    return new PeerReply.Taken(
        received.accepted().size(), refused, received.withheld(), received.waiting());
  }

  /** What the peer asked about is not here, whatever it is. */
  static boolean isUnknown(Throwable failure) {
    return failure instanceof StoreException refused
        && (refused.code() == ErrorCode.ENTRY_MISSING || refused.code() == ErrorCode.BAD_REQUEST);
  }

  /** A problem of a failure. */
  static PeerProblem problem(Throwable failure) {
    if (failure instanceof Decline decline) {
      return decline.problem();
    }
    return isUnknown(failure) ? PeerProblem.TRANSFER_ENDED : PeerProblem.FAILED;
  }
}
