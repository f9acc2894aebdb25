package dev.couchgrass.instance.wire;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import dev.couchgrass.core.key.SigningKey;
import java.util.Optional;

/**
 * A request as it travels: who asks whom, when, and what, signed by who asks.
 *
 * @param key of the instance that asks
 * @param to the instance that is asked; empty if it is not known yet, which only a greeting may
 * @param millis the clock of who asks, in milliseconds since 1970
 * @param nonce {@link WireLimits#NONCE_BYTES} bytes, other ones for every request
 * @param body what {@link RequestForm} reads
 * @param signature over all of this
 * @param hash of the bytes, which the reply names
 */
public record SignedRequest(
    PublicKey key,
    Optional<PublicKey> to,
    long millis,
    byte[] nonce,
    byte[] body,
    Signature signature,
    Hash hash) {
  /** The version of all that peers say. */
  public static final int VERSION = 1;

  private static final String PURPOSE = "couchgrass/peer-request/v1";

  /** Signs a request, and gives its bytes. */
  public static byte[] seal(
      SigningKey key, Optional<PublicKey> to, long millis, byte[] nonce, byte[] body) {
    Signature signature = key.sign(signingBytes(key.publicKey(), to, millis, nonce, body));
    CborWriter out = new CborWriter().beginList(7).integer(VERSION);
    write(out, key.publicKey(), to, millis, nonce, body);
    return out.bytes(signature.bytes()).toByteArray();
  }

  private static void write(
      CborWriter out,
      PublicKey key,
      Optional<PublicKey> to,
      long millis,
      byte[] nonce,
      byte[] body) {
    out.bytes(key.bytes());
    to.ifPresentOrElse(it -> out.bytes(it.bytes()), out::nil);
    out.integer(millis).bytes(nonce).bytes(body);
  }

  private static byte[] signingBytes(
      PublicKey key, Optional<PublicKey> to, long millis, byte[] nonce, byte[] body) {
    CborWriter out = new CborWriter().beginList(6).text(PURPOSE);
    write(out, key, to, millis, nonce, body);
    return out.toByteArray();
  }

  /**
   * Reads a request, and verifies nothing.
   *
   * @throws InvalidInputException if it is malformed, or of another version
   */
  public static SignedRequest read(byte[] bytes) {
    try {
      FieldReader in = new FieldReader(bytes);
      requireVersion(in.number());
      SignedRequest request =
          new SignedRequest(
              in.key(),
              in.optional(() -> PublicKey.ofBytes(in.innerBytes(PublicKey.BYTES))),
              in.number(),
              in.bytes(WireLimits.NONCE_BYTES),
              in.bytes(),
              in.signature(),
              Hash.of(bytes));
      in.finish();
      return request;
    } catch (InvalidCborException e) {
      throw FieldReader.malformed();
    }
  }

  static void requireVersion(long version) {
    if (version != VERSION) {
      throw new InvalidInputException(
          Problem.BAD_REQUEST, "A message of a version that is not spoken here");
    }
  }

  /** Whether its key signed it. */
  public boolean isSigned() {
    return key.verifies(signingBytes(key, to, millis, nonce, body), signature);
  }
}
