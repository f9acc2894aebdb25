package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.ReplyForm;
import dev.couchgrass.instance.wire.RequestForm;
import dev.couchgrass.instance.wire.SignedReply;
import dev.couchgrass.instance.wire.SignedRequest;
import dev.couchgrass.instance.wire.WireLimits;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Somebody who says to a machine whatever can be said. */
final class Stranger implements AutoCloseable {
  private final SecureRandom random = new SecureRandom();
  private final Machine machine;
  private final SigningKey key;
  private final InstantSource clock;

  Stranger(Machine machine, InstantSource clock) {
    this.machine = machine;
    this.key = SigningKey.generate(random);
    this.clock = clock;
  }

  PublicKey id() {
    return key.publicKey();
  }

  SigningKey key() {
    return key;
  }

  byte[] nonce() {
    byte[] nonce = new byte[WireLimits.NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  /** A request to the machine, made now. */
  byte[] seal(PeerRequest request) {
    return seal(Optional.of(machine.instance().id()), clock.millis(), request);
  }

  byte[] seal(Optional<PublicKey> to, long millis, PeerRequest request) {
    return SignedRequest.seal(key, to, millis, nonce(), RequestForm.write(request));
  }

  PeerReply ask(PeerRequest request) {
    return send(seal(request));
  }

  /** Sends bytes; the reply must be signed by the machine, to these bytes. */
  PeerReply send(byte[] bytes) {
    SignedReply reply =
        SignedReply.read(await(machine.sync().answer(Buffer.buffer(bytes))).getBytes());
    if (!reply.key().equals(machine.instance().id()) || !reply.answers(Hash.of(bytes))) {
      throw new AssertionError("The reply is not signed by who was asked");
    }
    return ReplyForm.read(reply.body());
  }

  /** Why nothing is done; empty if something was. */
  Optional<PeerProblem> problem(PeerRequest request) {
    return problem(seal(request));
  }

  Optional<PeerProblem> problem(byte[] bytes) {
    return send(bytes) instanceof PeerReply.Declined declined
        ? Optional.of(declined.problem())
        : Optional.empty();
  }

  @Override
  public void close() {
    key.close();
  }
}
