package dev.couchgrass.instance.sync;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.KeyStatus;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.sync.book.PeerBook;
import dev.couchgrass.instance.sync.serve.Access;
import dev.couchgrass.instance.user.User;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * Decides wishes to be let in: in the name of a user who may change the settings of the database.
 *
 * <p>The key is let in first, and then the wish is noted as decided: whoever is interrupted between
 * the two decides again, and it is let in once.
 */
record Admission(DatabaseRegistry databases, PeerBook book) {
  Future<AccessRequest> approve(User user, String id) {
    return decide(user, id, AccessStatus.GRANTED, this::grant)
        .compose(request -> welcome(request).map(request));
  }

  /** Fails also if the key may do that already: whoever revokes it says so in the settings. */
  Future<AccessRequest> reject(User user, String id) {
    return decide(user, id, AccessStatus.REJECTED, this::requireOut);
  }

  /** What a decision does in the database, before it is noted. */
  private interface Deed {
    Future<Void> of(SignedDatabase database, AccessRequest request);
  }

  /** In one turn of the book, so that of two who decide at once one does. */
  private Future<AccessRequest> decide(User user, String id, AccessStatus decision, Deed deed) {
    return book.changeRequests(
        all ->
            Future.succeededFuture()
                .map(now -> required(all, id))
                .compose(
                    request ->
                        open(user, request.database())
                            .compose(database -> deed.of(database, request))
                            .compose(done -> user.keyFor(request.database()))
                            .map(by -> request.decided(decision, by))));
  }

  private static AccessRequest required(List<AccessRequest> all, String id) {
    return undecided(
        all.stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new InstanceException(InstanceProblem.REQUEST_MISSING, id)));
  }

  private static AccessRequest undecided(AccessRequest request) {
    if (request.status() != AccessStatus.PENDING) {
      throw new InstanceException(InstanceProblem.REQUEST_DECIDED, request.status().word());
    }
    return request;
  }

  /** Opens the database for a user who may change its settings. */
  private Future<SignedDatabase> open(User user, Cid id) {
    return user.openDatabase(id)
        .compose(
            database ->
                user.keyFor(id)
                    .compose(key -> new Access(databases).of(id, Set.of(key)))
                    .map(
                        held -> {
                          if (held.filter(Permission::canAdmin).isEmpty()) {
                            throw new InstanceException(
                                InstanceProblem.NOT_ALLOWED, "only an admin decides");
                          }
                          return database;
                        }));
  }

  private Future<Void> requireOut(SignedDatabase database, AccessRequest request) {
    return isIn(request)
        .map(
            in -> {
              if (in) {
                throw new InstanceException(
                    InstanceProblem.REQUEST_DECIDED, AccessStatus.GRANTED.word());
              }
              return null;
            });
  }

  /** Whether the key may do what it asks for. */
  private Future<Boolean> isIn(AccessRequest request) {
    return new Access(databases)
        .of(request.database(), Set.of(request.key()))
        .map(held -> held.filter(it -> it.covers(request.permission())).isPresent());
  }

  private Future<Void> grant(SignedDatabase database, AccessRequest request) {
    return isIn(request)
        .compose(
            in ->
                in
                    ? Future.succeededFuture()
                    : database
                        .write(
                            transaction ->
                                transaction.editSettings(
                                    settings -> settings.grant(request.key(), grant(request))))
                        .mapEmpty());
  }

  private static KeyGrant grant(AccessRequest request) {
    return new KeyGrant(
        request.name().filter(name -> !name.isEmpty()), request.permission(), KeyStatus.ACTIVE);
  }

  /** Who gave addresses is sent what is written here, too. */
  private Future<Void> welcome(AccessRequest request) {
    return request.addresses().isEmpty()
        ? Future.succeededFuture()
        : book.changePeer(
                request.instance(),
                known ->
                    known
                        .map(peer -> peer.withAddresses(request.addresses()))
                        .orElseGet(() -> Peer.of(request.instance(), request.addresses())))
            .compose(peer -> book.link(request.database(), List.of(peer.key())));
  }
}
