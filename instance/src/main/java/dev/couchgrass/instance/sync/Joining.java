package dev.couchgrass.instance.sync;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.sync.book.PeerBook;
import dev.couchgrass.instance.sync.exchange.PeerClient;
import dev.couchgrass.instance.ticket.PeerAddress;
import dev.couchgrass.instance.ticket.Ticket;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.instance.wire.AccessClaim;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.WireLimits;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a user into a database that others have: finds them, and asks them to let a key in. */
record Joining(PeerClient client, PeerBook book, PublicKey instance, List<PeerAddress> addresses) {
  /**
   * Asks all peers of a ticket at once. Fails as the last one does if none answers; nothing is
   * noted then.
   */
  Future<AccessStatus> join(
      User user, Ticket ticket, PublicKey key, Permission permission, Optional<String> message) {
    if (message.filter(Joining::isTooLong).isPresent()) {
      return Future.failedFuture(
          new InvalidInputException(Problem.TOO_LARGE, "The message is too long"));
    }
    return claim(user, ticket, key, permission, message)
        .compose(claim -> greet(ticket).compose(peers -> askAll(peers, claim)))
        .compose(
            answers -> {
              List<Peer> open =
                  answers.entrySet().stream()
                      .filter(each -> each.getValue() != AccessStatus.REJECTED)
                      .map(Map.Entry::getKey)
                      .toList();
              AccessStatus status = best(answers.values());
              return open.isEmpty()
                  ? Future.succeededFuture(status)
                  : note(ticket, open)
                      .compose(done -> user.track(ticket.database(), key, SyncSettings.ON))
                      .map(status);
            });
  }

  private static boolean isTooLong(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length > WireLimits.MAX_TEXT_BYTES;
  }

  private Future<AccessClaim> claim(
      User user, Ticket ticket, PublicKey key, Permission permission, Optional<String> message) {
    AccessClaim.Wish wish =
        new AccessClaim.Wish(
            ticket.database(),
            key,
            permission,
            instance,
            Optional.of(user.name().value()),
            message,
            addresses.stream().limit(WireLimits.MAX_ADDRESSES).toList());
    return user.sign(key, AccessClaim.signingBytes(wish))
        .map(signature -> new AccessClaim(wish, signature));
  }

  /** Who answers at the addresses of a ticket, and at which of them. */
  private Future<List<Peer>> greet(Ticket ticket) {
    Map<PublicKey, Peer> found = new LinkedHashMap<>();
    List<Future<PeerClient.Greeted>> all = ticket.peers().stream().map(client::hello).toList();
    return Future.join(all)
        .transform(
            joined -> {
              for (int i = 0; i < all.size(); i++) {
                if (all.get(i).succeeded() && !all.get(i).result().key().equals(instance)) {
                  add(found, all.get(i).result(), ticket.peers().get(i));
                }
              }
              return found.isEmpty()
                  ? Future.failedFuture(
                      joined.failed()
                          ? joined.cause()
                          : new InstanceException(InstanceProblem.NO_ADDRESS))
                  : Future.succeededFuture(List.copyOf(found.values()));
            });
  }

  private static void add(
      Map<PublicKey, Peer> found, PeerClient.Greeted greeted, PeerAddress address) {
    Peer known =
        Optional.ofNullable(found.get(greeted.key())).orElse(Peer.of(greeted.key(), List.of()));
    List<PeerAddress> addresses = new ArrayList<>(known.addresses());
    if (addresses.size() < Peer.MAX_ADDRESSES) {
      addresses.add(address);
    }
    found.put(greeted.key(), Peer.of(greeted.key(), addresses).withName(greeted.name()));
  }

  /** What each of them says, but for those that do not answer. Fails if none does. */
  private Future<Map<Peer, AccessStatus>> askAll(List<Peer> peers, AccessClaim claim) {
    List<Future<PeerReply.Joined>> all =
        peers.stream()
            .map(peer -> client.ask(peer, new PeerRequest.Join(claim), PeerReply.Joined.class))
            .toList();
    return Future.join(all)
        .transform(
            joined -> {
              Map<Peer, AccessStatus> answers = new LinkedHashMap<>();
              for (int i = 0; i < all.size(); i++) {
                if (all.get(i).succeeded()) {
                  answers.put(peers.get(i), all.get(i).result().status());
                }
              }
              return answers.isEmpty()
                  ? Future.failedFuture(joined.cause())
                  : Future.succeededFuture(answers);
            });
  }

  private static AccessStatus best(Collection<AccessStatus> answers) {
    if (answers.contains(AccessStatus.GRANTED)) {
      return AccessStatus.GRANTED;
    }
    return answers.contains(AccessStatus.PENDING) ? AccessStatus.PENDING : AccessStatus.REJECTED;
  }

  private Future<Void> note(Ticket ticket, List<Peer> peers) {
    return Future.all(peers.stream().map(this::note).toList())
        .compose(done -> book.link(ticket.database(), peers.stream().map(Peer::key).toList()));
  }

  private Future<Peer> note(Peer peer) {
    return book.changePeer(
        peer.key(),
        known ->
            known.map(it -> it.withAddresses(peer.addresses()).withName(peer.name())).orElse(peer));
  }
}
