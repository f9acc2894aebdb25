package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.instance.form.Base64Text;
import dev.couchgrass.instance.form.DocFields;
import java.security.SecureRandom;
import java.util.Map;

/**
 * A secret of 32 bytes under a password.
 *
 * @param kdf how the box's key is derived from the password
 * @param box the secret, sealed with that key
 */
public record PasswordBox(PasswordKdf kdf, SealedBox box) {
  /** How many bytes the secret has. */
  public static final int SECRET_BYTES = 32;

  private static final String KDF = "kdf";
  private static final String CIPHER = "cipher";
  private static final String SEALED = "sealed";

  /**
   * @throws InvalidInputException if the box is not that of 32 bytes
   */
  public PasswordBox {
    if (box.secretLength() != SECRET_BYTES) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "Malformed sealed secret");
    }
  }

  /** Seals with a new salt and a new nonce. */
  static PasswordBox seal(
      SecretBytes secret,
      Password password,
      KdfParameters parameters,
      byte[] associated,
      SecureRandom random) {
    PasswordKdf kdf = PasswordKdf.generate(parameters, random);
    try (SecretBytes key = kdf.derive(password)) {
      return new PasswordBox(kdf, SealedBox.seal(key, secret.raw(), associated, random));
    }
  }

  /**
   * The secret, which the caller closes.
   *
   * @throws WrongPasswordException if the password is another, the box was changed, or it is bound
   *     to something else
   */
  SecretBytes open(Password password, byte[] associated) {
    try (SecretBytes key = kdf.derive(password)) {
      return box.open(key, associated).orElseThrow(WrongPasswordException::new);
    }
  }

  Doc toDoc() {
    return Doc.of(
        Map.of(
            KDF, kdf.toDoc(),
            CIPHER, Value.of(SealedBox.CIPHER),
            SEALED, Value.of(Base64Text.encode(box.bytes()))));
  }

  /** Whoever reads compares the result's {@link #toDoc} with what was read. */
  static PasswordBox ofDoc(DocFields fields) {
    return new PasswordBox(
        PasswordKdf.ofDoc(fields.fields(KDF)), SealedBox.ofBytes(fields.bytes(SEALED)));
  }
}
