package dev.couchgrass.instance.sync.schedule;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.Registration;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.PairState;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.peer.PeerStatus;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.sync.book.PeerBook;
import dev.couchgrass.instance.timer.Timers;
import dev.couchgrass.instance.user.SyncWish;
import dev.couchgrass.instance.user.SyncWishes;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.flow.Sequencer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes databases equal with their peers: each that a user wants synced, with each peer that it is
 * linked to and that has an address.
 *
 * <p>There is no queue of entries that could be lost: what is to be sent is what a peer lacks, and
 * that is found anew each time. So a write that a peer did not get, because it was away or because
 * this instance was killed, is sent when both are there again.
 */
public final class Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final Timers timers;
  private final DatabaseRegistry databases;
  private final PeerBook book;
  private final SyncWishes wishes;
  private final SyncOptions options;
  private final Exchanges exchanges;
  private final Backoff backoff;
  private final Slots slots;
  private final Sequencer turns = new Sequencer();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private final Map<Pair.Key, Pair> pairs = new LinkedHashMap<>();
  private final Map<Cid, Registration> onCommit = new HashMap<>();
  private Optional<Registration> bookListener = Optional.empty();
  private boolean closed;

  /** Makes a database equal with a peer's, once. */
  @FunctionalInterface
  public interface Exchanges {
    Future<SyncReport> run(Cid database, Peer peer, List<ReadPass> passes);
  }

  public Scheduler(
      Vertx vertx,
      DatabaseRegistry databases,
      PeerBook book,
      SyncWishes wishes,
      SyncOptions options,
      Exchanges exchanges) {
    this.timers = new Timers(vertx);
    this.databases = databases;
    this.book = book;
    this.wishes = wishes;
    this.options = options;
    this.exchanges = exchanges;
    this.backoff =
        new Backoff(options.firstRetry(), options.lastRetry(), databases.means().random());
    this.slots = new Slots(options.concurrency());
  }

  /** Begins, with all that is to be made equal. */
  public Future<Void> start() {
    return book.database()
        .onWrite(
            event -> {
              refreshLater();
              return Future.succeededFuture();
            })
        .map(registration -> bookListener = Optional.of(registration))
        .compose(done -> wishes.listen(this::refreshLater))
        .compose(done -> refresh());
  }

  private boolean isClosed() {
    synchronized (pairs) {
      return closed;
    }
  }

  /** Once for all that changed until it begins. */
  private void refreshLater() {
    if (refreshing.compareAndSet(false, true)) {
      turns
          .run(
              () -> {
                refreshing.set(false);
                return refreshNow();
              })
          .onFailure(this::logUnlessClosed);
    }
  }

  private void logUnlessClosed(Throwable failure) {
    if (!isClosed()) {
      LOG.warn("What is to be synced can't be told", failure);
    }
  }

  /** Finds out what is to be made equal, and begins with what is new. */
  public Future<Void> refresh() {
    return turns.run(this::refreshNow);
  }

  private Future<Void> refreshNow() {
    if (isClosed()) {
      return Future.failedFuture(new InstanceException(InstanceProblem.SYNC_OFF));
    }
    Map<Pair.Key, SyncWish> wanted = new LinkedHashMap<>();
    return wishes
        .all()
        .compose(
            all ->
                book.peers()
                    .compose(
                        peers ->
                            Repeat.each(
                                    all.entrySet(),
                                    wish -> addWanted(wish, reachable(peers), wanted))
                                .compose(done -> heedWrites(all)))
                    .map(
                        done -> {
                          apply(wanted);
                          return null;
                        }));
  }

  private static Set<PublicKey> reachable(List<Peer> peers) {
    Set<PublicKey> keys = new HashSet<>();
    for (Peer peer : peers) {
      if (peer.status() == PeerStatus.ACTIVE && !peer.addresses().isEmpty()) {
        keys.add(peer.key());
      }
    }
    return keys;
  }

  private Future<Void> addWanted(
      Map.Entry<Cid, SyncWish> wish, Set<PublicKey> reachable, Map<Pair.Key, SyncWish> wanted) {
    return book.peersOf(wish.getKey())
        .map(
            peers -> {
              peers.stream()
                  .filter(reachable::contains)
                  .forEach(peer -> wanted.put(new Pair.Key(wish.getKey(), peer), wish.getValue()));
              return null;
            });
  }

  private void apply(Map<Pair.Key, SyncWish> wanted) {
    List<Pair> fresh = new ArrayList<>();
    List<Pair> old = new ArrayList<>();
    synchronized (pairs) {
      if (closed) {
        return;
      }
      pairs
          .entrySet()
          .removeIf(each -> !wanted.containsKey(each.getKey()) && old.add(each.getValue()));
      wanted.forEach(
          (key, wish) -> {
            if (!pairs.containsKey(key)) {
              Pair pair = pair(key, wish);
              pairs.put(key, pair);
              fresh.add(pair);
            }
            pairs.get(key).setInterval(wish.settings().interval().orElse(options.interval()));
          });
    }
    // Not while others are kept out: whoever waits for one is told.
    old.forEach(Pair::close);
    fresh.forEach(Pair::runSoon);
  }

  private Pair pair(Pair.Key key, SyncWish wish) {
    return new Pair(
        key,
        timers,
        databases.means().clock(),
        backoff,
        wish.settings().interval().orElse(options.interval()),
        () -> slots.run(key.peer(), () -> exchange(key)));
  }

  /** By what is wished and known now: much may have changed while it waited for its turn. */
  private Future<SyncReport> exchange(Pair.Key key) {
    return wishes
        .of(key.database())
        .compose(
            wish ->
                linked(key)
                    .compose(
                        peer ->
                            peer.isEmpty() || wish.isEmpty()
                                ? Future.failedFuture(
                                    new InstanceException(InstanceProblem.NOT_SYNCED))
                                : exchanges.run(key.database(), peer.get(), wish.get().passes())));
  }

  private Future<Optional<Peer>> linked(Pair.Key key) {
    return book.peersOf(key.database())
        .compose(
            peers ->
                peers.contains(key.peer())
                    ? book.peer(key.peer())
                    : Future.succeededFuture(Optional.empty()))
        .map(peer -> peer.filter(it -> it.status() == PeerStatus.ACTIVE));
  }

  private Future<Void> heedWrites(Map<Cid, SyncWish> all) {
    Set<Cid> wanted = new HashSet<>();
    all.forEach(
        (id, wish) -> {
          if (wish.settings().onCommit()) {
            wanted.add(id);
          }
        });
    onCommit
        .entrySet()
        .removeIf(
            each -> {
              boolean gone = !wanted.contains(each.getKey());
              if (gone) {
                each.getValue().close();
              }
              return gone;
            });
    wanted.removeAll(onCommit.keySet());
    return Repeat.each(wanted, this::heedWrites);
  }

  private Future<Void> heedWrites(Cid database) {
    return new SignedDatabase(databases.core(database), Optional.empty())
        .onWrite(
            event -> {
              of(database).forEach(Pair::runSoon);
              return Future.succeededFuture();
            })
        .map(
            registration -> {
              onCommit.put(database, registration);
              return null;
            });
  }

  private List<Pair> of(Cid database) {
    synchronized (pairs) {
      return pairs.values().stream()
          .filter(pair -> pair.key().database().equals(database))
          .toList();
    }
  }

  /**
   * Makes a database equal with all its peers, now. Fails as {@link Exchanges} do if it could not
   * be made equal with any.
   *
   * @return what became of each that did not fail; none if there is no peer
   */
  public Future<List<SyncReport>> run(Cid database) {
    return refresh().compose(done -> run(of(database)));
  }

  private static Future<List<SyncReport>> run(List<Pair> some) {
    List<Future<SyncReport>> all = some.stream().map(Pair::run).toList();
    return Future.join(all)
        .transform(
            joined -> {
              List<SyncReport> reports =
                  all.stream().filter(Future::succeeded).map(Future::result).toList();
              return reports.isEmpty() && joined.failed()
                  ? Future.failedFuture(joined.cause())
                  : Future.succeededFuture(reports);
            });
  }

  /**
   * Makes everything equal with all peers, now, however long ago they failed. Fails with {@link
   * InstanceProblem#SYNC_FAILED} if something could not be, or a peer did not take all.
   */
  public Future<Void> flush() {
    return refresh()
        .compose(
            done -> {
              List<Pair> some;
              synchronized (pairs) {
                some = List.copyOf(pairs.values());
              }
              List<Future<SyncReport>> all =
                  some.stream().map(pair -> pair.run().map(Scheduler::whole)).toList();
              return Future.join(all)
                  .transform(
                      joined ->
                          joined.succeeded()
                              ? Future.<Void>succeededFuture()
                              : Future.failedFuture(failed(all)));
            });
  }

  /** A report of a peer that took all it was sent. */
  private static SyncReport whole(SyncReport report) {
    if (!report.declined().isEmpty()) {
      throw new InstanceException(
          InstanceProblem.PEER_DECLINED, report.declined().values().iterator().next());
    }
    return report;
  }

  private static InstanceException failed(List<Future<SyncReport>> all) {
    List<Throwable> causes = all.stream().filter(Future::failed).map(Future::cause).toList();
    Throwable first = causes.get(0);
    String reason =
        first instanceof InstanceException known ? known.reason() : String.valueOf(first);
    return new InstanceException(
        InstanceProblem.SYNC_FAILED,
        causes.size() + " of " + all.size() + " failed, the first since: " + reason);
  }

  /** How each database stands with each peer, in the order of their ids. */
  public List<PairState> states() {
    synchronized (pairs) {
      return pairs.values().stream()
          .map(Pair::state)
          .sorted(Comparator.comparing(PairState::database).thenComparing(PairState::peer))
          .toList();
    }
  }

  /** Begins nothing any more. Completes when what runs has ended. */
  public Future<Void> close() {
    List<Pair> old;
    synchronized (pairs) {
      closed = true;
      old = List.copyOf(pairs.values());
      pairs.clear();
    }
    old.forEach(Pair::close);
    bookListener.ifPresent(Registration::close);
    Future<Void> listeners =
        turns.run(
            () -> {
              onCommit.values().forEach(Registration::close);
              onCommit.clear();
              return Future.succeededFuture();
            });
    return Future.join(slots.close(), listeners).mapEmpty();
  }
}
