package dev.couchgrass.instance.sync.serve;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.PeerStatus;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.book.PeerBook;
import dev.couchgrass.instance.user.SyncWishes;
import dev.couchgrass.instance.wire.AccessClaim;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.ReplyForm;
import dev.couchgrass.instance.wire.RequestForm;
import dev.couchgrass.instance.wire.SignedReply;
import dev.couchgrass.instance.wire.SignedRequest;
import dev.couchgrass.instance.wire.WireLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests of other instances.
 *
 * <p>Nothing is done for who is blocked, whose signature is not the key's, whose clock is too far
 * from ours, or who asks the same again; and nothing of a database is told to who may not read it,
 * or if nobody here wants it synced. What costs little is asked first.
 */
public final class PeerService {
  private static final Logger LOG = LoggerFactory.getLogger(PeerService.class);

  private final Vertx vertx;
  private final SigningKey key;
  private final PeerBook book;
  private final SyncWishes wishes;
  private final SyncOptions options;
  private final InstantSource clock;
  private final Access access;
  private final Places places;
  private final Nonces nonces;
  private final Transfers transfers;
  private final Answers answers;
  private final AccessDesk desk;

  public PeerService(
      Vertx vertx,
      SigningKey key,
      DatabaseRegistry databases,
      PeerBook book,
      SyncWishes wishes,
      SyncOptions options) {
    this.vertx = vertx;
    this.key = key;
    this.book = book;
    this.wishes = wishes;
    this.options = options;
    this.clock = databases.means().clock();
    this.access = new Access(databases);
    this.places = new Places(options.limits().requests());
    this.nonces = new Nonces(options.limits(), options.skew());
    this.transfers = new Transfers(options.limits(), clock, databases.means().random());
    this.answers = new Answers(vertx, databases, transfers);
    this.desk = new AccessDesk(access, book, options.limits(), clock);
  }

  /**
   * Answers a request. Fails with {@link InvalidInputException} if it is none: there is nobody to
   * sign an answer for; with {@link dev.couchgrass.store.error.ErrorCode#OVERLOADED} if too many
   * are answered now; and with {@link InstanceProblem#SYNC_OFF} once this is closed.
   */
  public Future<byte[]> answer(byte[] bytes) {
    if (bytes.length > WireLimits.MAX_BYTES) {
      return Future.failedFuture(
          new InvalidInputException(Problem.TOO_LARGE, "A message of a peer is too long"));
    }
    return Future.succeededFuture()
        .map(now -> places.enter())
        .compose(place -> answer(bytes, place).andThen(ended -> place.leave()));
  }

  private Future<byte[]> answer(byte[] bytes, Places.Place place) {
    return vertx
        .executeBlocking(() -> SignedRequest.read(bytes), false)
        .compose(
            request ->
                answer(request, place)
                    .recover(failure -> declined(request, failure))
                    .compose(reply -> seal(request, reply)));
  }

  private Future<PeerReply> declined(SignedRequest request, Throwable failure) {
    if (failure instanceof InvalidInputException) {
      return Future.failedFuture(failure);
    }
    PeerProblem problem = Answers.problem(failure);
    if (problem == PeerProblem.FAILED) {
      LOG.warn("A request of peer {} failed", request.key(), failure);
    }
    return Future.succeededFuture(new PeerReply.Declined(problem, clock.millis()));
  }

  private Future<byte[]> seal(SignedRequest request, PeerReply reply) {
    return vertx.executeBlocking(
        () -> SignedReply.seal(key, request.hash(), ReplyForm.write(reply)), false);
  }

  private Future<PeerReply> answer(SignedRequest request, Places.Place place) {
    return vertx
        .executeBlocking(() -> examined(request), false)
        .compose(asked -> requireWelcome(request).compose(done -> answer(asked, request, place)));
  }

  /** What is asked, once it is known to be for us, fresh, and signed: the longest comes last. */
  private PeerRequest examined(SignedRequest request) {
    requireForMe(request);
    PeerRequest asked = RequestForm.read(request.body());
    boolean greets = asked instanceof PeerRequest.Hello;
    if (!greets) {
      // A greeting tells nothing that is not told to anybody, also to whose clock is wrong.
      requireFresh(request);
    }
    if (request.to().isEmpty() && !greets) {
      throw new Decline(PeerProblem.WRONG_PEER);
    }
    require(request.isSigned(), PeerProblem.BAD_SIGNATURE);
    return asked;
  }

  private Future<Boolean> requireWelcome(SignedRequest request) {
    return book.peer(request.key())
        .map(
            peer ->
                require(
                    peer.filter(it -> it.status() == PeerStatus.BLOCKED).isEmpty(),
                    PeerProblem.BLOCKED));
  }

  private void requireForMe(SignedRequest request) {
    if (request.to().filter(to -> !to.equals(key.publicKey())).isPresent()) {
      throw new Decline(PeerProblem.WRONG_PEER);
    }
  }

  private void requireFresh(SignedRequest request) {
    long now = clock.millis();
    long skew = options.skew().toMillis();
    if (request.millis() < now - skew || request.millis() > now + skew) {
      throw new Decline(PeerProblem.STALE);
    }
  }

  private static boolean require(boolean holds, PeerProblem problem) {
    if (!holds) {
      throw new Decline(problem);
    }
    return true;
  }

  private Future<PeerReply> answer(PeerRequest asked, SignedRequest request, Places.Place place) {
    if (asked instanceof PeerRequest.OfDatabase ofDatabase) {
      return admit(ofDatabase, request, place)
          .compose(account -> answer(ofDatabase, account, request.key()));
    }
    if (asked instanceof PeerRequest.More more) {
      return more(more.transfer(), request, place);
    }
    if (asked instanceof PeerRequest.Stop stop) {
      answers.begun(stop.transfer(), request.key());
      answers.end(stop.transfer());
      return Future.succeededFuture(new PeerReply.Done());
    }
    if (asked instanceof PeerRequest.Join join) {
      return join(join.claim(), request.key()).map(PeerReply.Joined::new);
    }
    return Future.succeededFuture(new PeerReply.Greeting(options.name()));
  }

  /** Whoever was let in at the beginning may not be any more. */
  private Future<PeerReply> more(String transfer, SignedRequest request, Places.Place place) {
    PeerRequest.Pull begun = answers.begun(transfer, request.key());
    return admit(begun, request, place)
        .andThen(onFailure(failure -> answers.end(transfer)))
        .compose(done -> answers.more(transfer));
  }

  private Future<PeerReply> answer(PeerRequest.OfDatabase asked, Account account, PublicKey peer) {
    if (asked instanceof PeerRequest.Compare compare) {
      return answers.compare(compare);
    }
    if (asked instanceof PeerRequest.Pull pull) {
      return answers.pull(pull, account, peer);
    }
    return answers.push((PeerRequest.Push) asked);
  }

  /** Who may read a database may ask for it, once with each request, and as much as its account. */
  private Future<Account> admit(
      PeerRequest.OfDatabase asked, SignedRequest request, Places.Place place) {
    return requireSynced(asked.database())
        .compose(done -> vertx.executeBlocking(() -> keys(asked, request.key()), false))
        .compose(keys -> access.permit(asked.database(), keys))
        .map(
            permit -> {
              Account account =
                  permit
                      .map(it -> Account.of(request.key(), it.holder()))
                      .orElseThrow(() -> new Decline(PeerProblem.NOT_PERMITTED));
              // Not before: who may read nothing must not fill the table.
              nonces.note(account, request.key(), request.nonce(), clock.millis());
              if (account.isNamed()) {
                place.prove();
              }
              return account;
            });
  }

  private Future<Void> requireSynced(Cid database) {
    return wishes
        .of(database)
        .map(
            wish -> {
              require(wish.isPresent(), PeerProblem.UNKNOWN_DATABASE);
              return null;
            });
  }

  /** The keys in whose name a peer asks: its own, and those that lent it a pass. */
  private Set<PublicKey> keys(PeerRequest.OfDatabase asked, PublicKey peer) {
    Set<PublicKey> keys = new HashSet<>();
    keys.add(peer);
    for (ReadPass pass : asked.passes()) {
      boolean fits = pass.bearer().equals(peer) && pass.database().equals(asked.database());
      if (fits && pass.until().isAfter(clock.instant()) && pass.isSigned()) {
        keys.add(pass.key());
      }
    }
    return keys;
  }

  private Future<AccessStatus> join(AccessClaim claim, PublicKey peer) {
    return requireSynced(claim.wish().database())
        .map(done -> require(claim.wish().instance().equals(peer), PeerProblem.BAD_SIGNATURE))
        .compose(done -> vertx.executeBlocking(claim::isSigned, false))
        .map(signed -> require(signed, PeerProblem.BAD_SIGNATURE))
        .compose(done -> desk.take(claim.wish()));
  }

  /** Forgets transfers that nobody goes on with. */
  public void forgetIdle() {
    transfers.sweep();
  }

  /** Answers nobody any more. Completes when those have their answers who ask now. */
  public Future<Void> close() {
    return places.close().andThen(ended -> transfers.clear());
  }
}
