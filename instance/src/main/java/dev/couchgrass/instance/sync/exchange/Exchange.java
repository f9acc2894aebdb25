package dev.couchgrass.instance.sync.exchange;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.WriteSource;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.sync.paging.ArrivedEntries;
import dev.couchgrass.instance.sync.paging.EntryLookup;
import dev.couchgrass.instance.sync.paging.EntryPages;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a database equal with a peer's, once: takes what is missing here, then sends what is
 * missing there. Each page is verified before it counts, and kept before the next one; what was
 * interrupted goes on where it was.
 */
public final class Exchange {
  /** How many entries of a peer's may be wrong, before it is taken for a hostile one. */
  private static final int MAX_REFUSED = 1_000;

  /** How many pages may bring nothing new, one after the other. */
  private static final int MAX_IDLE_PAGES = 64;

  private static final String WAITS = "The peer waits for others to come first, or for the time";

  private final Vertx vertx;
  private final PeerClient client;
  private final DatabaseRegistry databases;
  private final EntryStore entries;
  private final Cid database;
  private final Peer peer;
  private final List<ReadPass> given;
  private List<ReadPass> passes = List.of();

  private final Map<Cid, String> refused = new HashMap<>();
  private final Map<Cid, String> declined = new HashMap<>();
  private final Set<Cid> unsettled = new HashSet<>();
  private final Set<Cid> withheld = new HashSet<>();
  private long received;
  private long sent;
  private int requests;
  private int idlePages;

  /** Whether the peer's tips are all known, and were asked for. */
  private boolean whole;

  /**
   * An exchange, to be run once.
   *
   * @param passes by which we may read the database at the peer; those are sent that may be of use
   */
  public Exchange(
      Vertx vertx,
      PeerClient client,
      DatabaseRegistry databases,
      Cid database,
      Peer peer,
      List<ReadPass> passes) {
    this.vertx = vertx;
    this.client = client;
    this.databases = databases;
    this.entries = databases.entries();
    this.database = database;
    this.peer = peer;
    this.given = List.copyOf(passes);
  }

  /**
   * Runs it. Fails as {@link PeerClient} does, and as the storage does; what came until then stays.
   */
  public Future<SyncReport> run() {
    return new UsefulPasses(databases)
        .of(database, given)
        .compose(
            useful -> {
              passes = useful;
              return Repeat.whileTrue(this::tryOnce);
            })
        .compose(done -> report());
  }

  /**
   * Whether to try again, as we did get on: the peer forgot where we were, or there is more than it
   * could tell, or be asked for, at once.
   */
  private Future<Boolean> tryOnce() {
    long before = received;
    unsettled.clear();
    return entries
        .verifiedTips(database)
        .compose(ours -> new CommonGround(entries, database, this::compare).find(ours))
        .compose(
            ground ->
                pull(ground)
                    .compose(done -> requireTips(ground))
                    .compose(done -> goOn(ground, received > before)))
        .recover(
            failure ->
                failure instanceof PeerDeclinedException declinedIt
                        && declinedIt.why() == PeerProblem.TRANSFER_ENDED
                        && received > before
                    ? Future.succeededFuture(true)
                    : Future.failedFuture(failure));
  }

  private Future<Boolean> goOn(Ground ground, boolean gotOn) {
    whole = ground.whole() && ground.missing().size() <= WireLimits.MAX_IDS;
    return whole || !gotOn ? push(ground).map(done -> false) : Future.succeededFuture(true);
  }

  private Future<SyncReport> report() {
    boolean equal = whole && refused.isEmpty() && declined.isEmpty() && unsettled.isEmpty();
    return Future.succeededFuture(
        new SyncReport(database, peer.key(), received, sent, refused, declined, equal, requests));
  }

  private <T extends PeerReply> Future<T> ask(PeerRequest request, Class<T> kind) {
    requests++;
    return client.ask(peer, request, kind);
  }

  private Future<PeerReply.Compared> compare(List<Cid> ids) {
    return ask(new PeerRequest.Compare(database, ids, passes), PeerReply.Compared.class);
  }

  private Future<Void> pull(Ground ground) {
    if (ground.missing().isEmpty()) {
      return Future.succeededFuture();
    }
    List<Cid> to = ground.missing().stream().sorted().limit(WireLimits.MAX_IDS).toList();
    List<Cid> from = ground.common().stream().sorted().limit(WireLimits.MAX_IDS).toList();
    return takePages(ask(new PeerRequest.Pull(database, to, from, passes), PeerReply.Page.class));
  }

  /** The next page is asked for while one is verified. */
  private Future<Void> takePages(Future<PeerReply.Page> first) {
    Deque<Future<PeerReply.Page>> next = new ArrayDeque<>(List.of(first));
    return Repeat.whileTrue(
            () ->
                next.remove()
                    .compose(
                        page -> {
                          page.transfer()
                              .ifPresent(
                                  name ->
                                      next.add(
                                          ask(new PeerRequest.More(name), PeerReply.Page.class)));
                          return take(page).map(done -> !next.isEmpty());
                        }))
        .andThen(ended -> next.forEach(this::stop));
  }

  /**
   * What is left when this ends early need not be kept for us. Best effort: it is soon forgotten.
   */
  private void stop(Future<PeerReply.Page> left) {
    left.compose(page -> page.transfer().map(this::stop).orElseGet(Future::succeededFuture));
  }

  private Future<PeerReply.Done> stop(String transfer) {
    return ask(new PeerRequest.Stop(transfer), PeerReply.Done.class);
  }

  private Future<Void> take(PeerReply.Page page) {
    return ArrivedEntries.read(vertx, page.entries()).compose(this::take);
  }

  private Future<Void> take(ArrivedEntries arrived) {
    refused.putAll(arrived.malformed());
    return databases
        .core(database)
        .take(arrived.entries(), WriteSource.REMOTE)
        .map(
            taken -> {
              count(taken);
              requireManners(taken);
              return null;
            });
  }

  private void count(Received taken) {
    received += taken.accepted().size();
    refused.putAll(taken.refused());
    unsettled.removeAll(taken.accepted());
    unsettled.addAll(taken.waiting().keySet());
  }

  private void requireManners(Received taken) {
    // What is withheld again and again is nothing new.
    boolean idle = !withheld.addAll(taken.withheld().keySet()) && taken.accepted().isEmpty();
    idlePages = idle ? idlePages + 1 : 0;
    if (refused.size() > MAX_REFUSED) {
      throw PeerClient.misbehaved("too many of its entries are wrong");
    }
    if (idlePages > MAX_IDLE_PAGES) {
      throw PeerClient.misbehaved("it sends what was not asked for");
    }
  }

  /** What the peer said it has, and did not give, is not here. */
  private Future<Void> requireTips(Ground ground) {
    return new EntryLookup(entries, database)
        .known(ground.missing())
        .map(
            here -> {
              ground.missing().stream().filter(tip -> !here.contains(tip)).forEach(unsettled::add);
              return null;
            });
  }

  private Future<Void> push(Ground ground) {
    Set<Cid> common = new HashSet<>(ground.common());
    common.addAll(ground.theirs());
    return entries
        .verifiedTips(database)
        .compose(
            ours ->
                common.containsAll(ours.ids())
                    ? Future.succeededFuture()
                    : entries
                        .history(EntryRange.to(database, ours).from(Tips.of(common)))
                        .compose(cursor -> send(new EntryPages(cursor))));
  }

  private Future<Void> send(EntryPages pages) {
    return Repeat.whileTrue(
            () ->
                pages
                    .next()
                    .compose(
                        page ->
                            page.isEmpty()
                                ? Future.succeededFuture(false)
                                : send(page).map(done -> !pages.isDone())))
        .eventually(pages::close);
  }

  private Future<Void> send(List<byte[]> page) {
    return vertx
        .executeBlocking(() -> ids(page), false)
        .compose(
            ids ->
                ask(new PeerRequest.Push(database, page, passes), PeerReply.Taken.class)
                    .map(
                        taken -> {
                          count(ids, taken);
                          return null;
                        }));
  }

  private static Set<Cid> ids(List<byte[]> page) {
    Set<Cid> ids = new HashSet<>();
    page.forEach(bytes -> ids.add(Cid.of(Codec.DAG_CBOR, bytes)));
    return ids;
  }

  /** Of what was sent: who answers may say much of what was not. */
  private void count(Set<Cid> ids, PeerReply.Taken taken) {
    sent += taken.accepted();
    for (Cid id : ids) {
      Optional.ofNullable(taken.refused().get(id))
          .or(() -> Optional.ofNullable(taken.withheld().get(id)))
          .or(() -> Optional.ofNullable(taken.waiting().get(id)).map(any -> WAITS))
          .ifPresent(reason -> declined.put(id, reason));
    }
  }
}
