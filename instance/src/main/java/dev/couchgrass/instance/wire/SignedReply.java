package dev.couchgrass.instance.wire;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import dev.couchgrass.core.key.SigningKey;

/**
 * A reply as it travels, signed by who answers, to one request and to no other.
 *
 * @param key of the instance that answers
 * @param body what {@link ReplyForm} reads
 */
public record SignedReply(PublicKey key, byte[] body, Signature signature) {
  private static final String PURPOSE = "couchgrass/peer-reply/v1";

  /**
   * Signs a reply, and gives its bytes.
   *
   * @param request the hash of the request's bytes
   */
  public static byte[] seal(SigningKey key, Hash request, byte[] body) {
    Signature signature = key.sign(signingBytes(key.publicKey(), request, body));
    return new CborWriter()
        .beginList(4)
        .integer(SignedRequest.VERSION)
        .bytes(key.publicKey().bytes())
        .bytes(body)
        .bytes(signature.bytes())
        .toByteArray();
  }

  private static byte[] signingBytes(PublicKey key, Hash request, byte[] body) {
    return new CborWriter()
        .beginList(4)
        .text(PURPOSE)
        .bytes(key.bytes())
        .bytes(request.bytes())
        .bytes(body)
        .toByteArray();
  }

  /**
   * Reads a reply, and verifies nothing.
   *
   * @throws InvalidInputException if it is malformed, or of another version
   */
  public static SignedReply read(byte[] bytes) {
    try {
      FieldReader in = new FieldReader(bytes);
      SignedRequest.requireVersion(in.number());
      SignedReply reply = new SignedReply(in.key(), in.bytes(), in.signature());
      in.finish();
      return reply;
    } catch (InvalidCborException e) {
      throw FieldReader.malformed();
    }
  }

  /**
   * Whether its key signed it, in answer to this request.
   *
   * @param request the hash of the request's bytes
   */
  public boolean answers(Hash request) {
    return key.verifies(signingBytes(key, request, body), signature);
  }
}
