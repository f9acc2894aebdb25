package dev.couchgrass.instance.auth;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.form.Base64Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Lets an instance read a database in the name of a user's key, also while the user is not logged
 * in. It ends by itself, and earlier when the key may not read any more. It permits nothing but
 * reading, and nobody but its bearer.
 *
 * @param key whose permission it lends
 * @param database the id of the database's root
 * @param bearer the instance that may use it
 * @param until when it ends, to the second
 * @param signature the key's, over all of this
 */
public record ReadPass(
    PublicKey key, Cid database, PublicKey bearer, Instant until, Signature signature) {
  private static final String PURPOSE = "couchgrass/read-pass/v1";

  /** The longest text that is read, in characters. */
  private static final int MAX_TEXT = 1_024;

  public ReadPass {
    Objects.requireNonNull(key);
    Objects.requireNonNull(database);
    Objects.requireNonNull(bearer);
    Objects.requireNonNull(signature);
    if (!until.equals(until.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("A pass ends at a full second");
    }
  }

  /** Signs a pass. */
  public static ReadPass sign(SigningKey key, Cid database, PublicKey bearer, Instant until) {
    Instant end = until.truncatedTo(ChronoUnit.SECONDS);
    byte[] signed = signingBytes(key.publicKey(), database, bearer, end);
    return new ReadPass(key.publicKey(), database, bearer, end, key.sign(signed));
  }

  private static byte[] signingBytes(PublicKey key, Cid database, PublicKey bearer, Instant until) {
    return new CborWriter()
        .beginList(5)
        .text(PURPOSE)
        .bytes(key.bytes())
        .link(database)
        .bytes(bearer.bytes())
        .integer(until.getEpochSecond())
        .toByteArray();
  }

  /** Whether its key signed it. */
  public boolean isSigned() {
    return key.verifies(signingBytes(key, database, bearer, until), signature);
  }

  /** The pass as text, which {@link #parse} reads back. */
  public String text() {
    return Base64Text.encode(
        new CborWriter()
            .beginList(5)
            .bytes(key.bytes())
            .link(database)
            .bytes(bearer.bytes())
            .integer(until.getEpochSecond())
            .bytes(signature.bytes())
            .toByteArray());
  }

  /**
   * Reads a pass, and does not verify it.
   *
   * @throws InvalidInputException if it is none
   */
  public static ReadPass parse(String text) {
    if (text.length() > MAX_TEXT) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A pass is too long");
    }
    byte[] bytes = Base64Text.decode(text).orElseThrow(ReadPass::malformed);
    try {
      CborReader in = new CborReader(bytes, 1);
      in.enterList();
      ReadPass pass =
          new ReadPass(
              PublicKey.ofBytes(next(in).readBytes()),
              next(in).readLink(),
              PublicKey.ofBytes(next(in).readBytes()),
              Instant.ofEpochSecond(next(in).readInteger()),
              Signature.ofBytes(next(in).readBytes()));
      if (in.nextElement()) {
        throw malformed();
      }
      in.finish();
      return pass;
    } catch (InvalidCborException | DateTimeException e) {
      throw malformed();
    }
  }

  private static CborReader next(CborReader in) {
    if (!in.nextElement()) {
      throw malformed();
    }
    return in;
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed pass");
  }
}
