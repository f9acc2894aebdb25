package dev.couchgrass.instance.sync.book;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.Transaction;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.form.Numbered;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.store.RowFormat;
import dev.couchgrass.instance.store.StoreType;
import dev.couchgrass.instance.store.Table;
import dev.couchgrass.store.flow.Sequencer;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What an instance knows of its peers for good: who they are, which databases it exchanges with
 * each of them, and which keys want to be let in. Changes are made one after the other.
 *
 * <p>Nothing stands here that changes with each exchange: how far a peer is behind can be asked of
 * it, and a history only grows.
 */
public final class PeerBook {
  private static final String PEERS = "peers";
  private static final String LINKS = "links";
  private static final String REQUESTS = "requests";
  private static final StoreType<Table<Peer>> PEER_TABLE = Table.of(new PeerRow());
  private static final StoreType<Table<AccessRequest>> REQUEST_TABLE = Table.of(new AccessRow());
  private static final StoreType<Table<List<PublicKey>>> LINK_TABLE = Table.of(new LinkRow());

  private final SignedDatabase database;
  private final int decidedRequests;
  private final Sequencer turns = new Sequencer();

  /** The peers of a database, as a row under its id. */
  private static final class LinkRow implements RowFormat<List<PublicKey>> {
    private static final String MESSAGE = "Malformed peers of a database";

    @Override
    public Value write(List<PublicKey> peers) {
      return Numbered.ofTexts(peers.stream().map(PublicKey::toString).toList());
    }

    @Override
    public List<PublicKey> read(Value value) {
      Doc doc = value instanceof Doc document ? document : Doc.EMPTY;
      return Numbered.texts(new DocFields(doc, MESSAGE)).stream().map(PublicKey::parse).toList();
    }
  }

  /**
   * What stands in a database.
   *
   * @param decidedRequests how many wishes to be let in stay after they were decided: those that
   *     were made last
   */
  public PeerBook(SignedDatabase database, int decidedRequests) {
    this.database = database;
    this.decidedRequests = decidedRequests;
  }

  /** The database that this stands in. */
  public SignedDatabase database() {
    return database;
  }

  /** All peers, in the order of their keys. */
  public Future<List<Peer>> peers() {
    return database.read(PEER_TABLE, PEERS).map(table -> List.copyOf(table.all().values()));
  }

  /** A peer; empty if it is not known. */
  public Future<Optional<Peer>> peer(PublicKey key) {
    return database.read(PEER_TABLE, PEERS).map(table -> table.get(key.toString()));
  }

  /**
   * Changes what is known of a peer; nothing is written if it stays the same.
   *
   * @param change of what is known, which may be nothing
   */
  public Future<Peer> changePeer(PublicKey key, Function<Optional<Peer>, Peer> change) {
    return turns.run(
        () ->
            peer(key)
                .compose(
                    known -> {
                      Peer changed = change.apply(known);
                      return known.equals(Optional.of(changed))
                          ? Future.succeededFuture(changed)
                          : write(PEER_TABLE, PEERS, table -> table.set(key.toString(), changed))
                              .map(changed);
                    }));
  }

  /** Forgets a peer, and what is exchanged with it. */
  public Future<Void> removePeer(PublicKey key) {
    return turns
        .run(() -> links().compose(links -> database.write(removing(key, links))))
        .mapEmpty();
  }

  private static Function<Transaction, Future<Transaction>> removing(
      PublicKey key, Map<String, List<PublicKey>> links) {
    return transaction ->
        transaction
            .edit(PEER_TABLE, PEERS, all -> all.remove(key.toString()))
            .compose(on -> on.edit(LINK_TABLE, LINKS, table -> unlink(table, links, key)));
  }

  private static void unlink(
      Table<List<PublicKey>> table, Map<String, List<PublicKey>> links, PublicKey key) {
    links.forEach(
        (id, peers) -> {
          if (peers.contains(key)) {
            table.set(id, peers.stream().filter(each -> !each.equals(key)).toList());
          }
        });
  }

  private Future<Map<String, List<PublicKey>>> links() {
    return database.read(LINK_TABLE, LINKS).map(Table::all);
  }

  /** The peers that a database is exchanged with, in the order of their keys. */
  public Future<List<PublicKey>> peersOf(Cid id) {
    return database
        .read(LINK_TABLE, LINKS)
        .map(table -> table.get(id.toString()).orElseGet(List::of));
  }

  /** Exchanges a database with peers from now on, beside others. */
  public Future<Void> link(Cid id, Collection<PublicKey> peers) {
    return changeLinks(
        id,
        known -> {
          known.addAll(peers);
          return known;
        });
  }

  /** Exchanges a database with a peer no more. */
  public Future<Void> unlink(Cid id, PublicKey peer) {
    return changeLinks(
        id,
        known -> {
          known.remove(peer);
          return known;
        });
  }

  private Future<Void> changeLinks(Cid id, UnaryOperator<Set<PublicKey>> change) {
    return turns.run(
        () ->
            peersOf(id)
                .compose(
                    before -> {
                      List<PublicKey> after = List.copyOf(change.apply(new TreeSet<>(before)));
                      return after.equals(before)
                          ? Future.succeededFuture()
                          : write(LINK_TABLE, LINKS, table -> table.set(id.toString(), after));
                    }));
  }

  /** All wishes to be let in, in the order of their ids. */
  public Future<List<AccessRequest>> requests() {
    return database.read(REQUEST_TABLE, REQUESTS).map(table -> List.copyOf(table.all().values()));
  }

  /** A wish to be let in; empty if there is none of this id. */
  public Future<Optional<AccessRequest>> request(String id) {
    return database.read(REQUEST_TABLE, REQUESTS).map(table -> table.get(id));
  }

  /**
   * Changes wishes to be let in, and forgets the oldest of many that were decided.
   *
   * @param change of those there are: what to write, which may be nothing, and the answer
   */
  public Future<AccessRequest> changeRequests(
      Function<List<AccessRequest>, Future<AccessRequest>> change) {
    return turns.run(
        () ->
            requests()
                .compose(
                    before ->
                        change
                            .apply(before)
                            .compose(
                                request ->
                                    before.contains(request)
                                        ? Future.succeededFuture(request)
                                        : writeRequest(before, request).map(request))));
  }

  private Future<Void> writeRequest(List<AccessRequest> before, AccessRequest request) {
    List<AccessRequest> outdated =
        before.stream()
            .filter(each -> each.status() != AccessStatus.PENDING)
            .sorted(Comparator.comparing(AccessRequest::asked).reversed())
            .skip(decidedRequests)
            .toList();
    return write(
        REQUEST_TABLE,
        REQUESTS,
        table -> {
          outdated.forEach(each -> table.remove(each.id()));
          table.set(request.id(), request);
        });
  }

  private <R> Future<Void> write(
      StoreType<Table<R>> type, String store, Consumer<Table<R>> change) {
    return database.write(transaction -> transaction.edit(type, store, change)).mapEmpty();
  }
}
