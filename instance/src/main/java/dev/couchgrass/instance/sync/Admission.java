package dev.couchgrass.instance.sync;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides wishes to be let in: in the name of a user who may change the settings of the database.
 *
 * <p>The key is let in first, and then the wish is noted as decided: whoever is interrupted between
 * the two decides again, and it is let in once.
 */
record Admission(DatabaseRegistry databases, PeerBook book) {
  Future<AccessRequest> approve(User user, String id) {
    return required(id)
        .compose(
            request ->
                open(user, request.database())
                    .compose(database -> grant(database, request))
                    .compose(done -> welcome(request))
                    .compose(done -> decide(user, request, AccessStatus.GRANTED)));
  }

  Future<AccessRequest> reject(User user, String id) {
    return required(id)
        .compose(
            request ->
                open(user, request.database())
                    .compose(database -> decide(user, request, AccessStatus.REJECTED)));
  }

  private Future<AccessRequest> required(String id) {
    return book.request(id)
        .map(
            found ->
                undecided(
                    found.orElseThrow(
                        () -> new InstanceException(InstanceProblem.REQUEST_MISSING, id))));
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
                key(user, id)
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

  /** The key that a user opens a database with. */
  private static Future<PublicKey> key(User user, Cid id) {
    return user.keyFor(id);
  }

  private Future<Void> grant(SignedDatabase database, AccessRequest request) {
    return new Access(databases)
        .of(request.database(), Set.of(request.key()))
        .compose(
            held ->
                held.filter(it -> it.covers(request.permission())).isPresent()
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

  private Future<AccessRequest> decide(User user, AccessRequest request, AccessStatus decision) {
    return key(user, request.database())
        .compose(by -> book.changeRequests(deciding(request.id(), decision, by)));
  }

  /** Unless somebody else was first. */
  private static Function<List<AccessRequest>, Future<AccessRequest>> deciding(
      String id, AccessStatus decision, PublicKey by) {
    return all -> {
      Optional<AccessRequest> known = all.stream().filter(each -> each.id().equals(id)).findFirst();
      return Future.succeededFuture()
          .map(
              now ->
                  undecided(
                          known.orElseThrow(
                              () -> new InstanceException(InstanceProblem.REQUEST_MISSING, id)))
                      .decided(decision, by));
    };
  }
}
