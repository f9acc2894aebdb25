package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.instance.form.Base64Text;
import dev.couchgrass.instance.form.DocFields;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How a key is derived from a password: Argon2id, version 1.3 (RFC 9106), with its parameters and a
 * salt.
 *
 * <p>Equal if parameters and salt are. Immutable.
 */
public final class PasswordKdf {
  /** How many bytes a salt has. They go into Argon2id as they are, and not as the stored text. */
  public static final int SALT_BYTES = 16;

  private static final String NAME = "algorithm";
  private static final String VERSION = "version";
  private static final String MEMORY = "memoryKib";
  private static final String PASSES = "passes";
  private static final String LANES = "lanes";
  private static final String SALT = "salt";

  private static final String ALGORITHM = "argon2id";
  private static final int KEY_BYTES = 32;

  private final KdfParameters parameters;
  private final byte[] salt;

  private PasswordKdf(KdfParameters parameters, byte[] salt) {
    this.parameters = parameters;
    this.salt = salt;
  }

  /** A derivation with a new salt. */
  public static PasswordKdf generate(KdfParameters parameters, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new PasswordKdf(parameters, salt);
  }

  /**
   * A derivation with a salt, which is copied.
   *
   * @throws InvalidInputException if the salt has not {@link #SALT_BYTES}
   */
  public static PasswordKdf of(KdfParameters parameters, byte[] salt) {
    if (salt.length != SALT_BYTES) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "Malformed salt");
    }
    return new PasswordKdf(parameters, salt.clone());
  }

  /** How hard it works. */
  public KdfParameters parameters() {
    return parameters;
  }

  /** A copy of the salt. */
  public byte[] salt() {
    return salt.clone();
  }

  /** The key of a password, which the caller closes. */
  SecretBytes derive(Password password) {
    Argon2Parameters argon2 =
        argon2id(parameters.memoryKib(), parameters.passes(), parameters.lanes(), salt).build();
    try (SecretBytes utf8 = password.utf8()) {
      return derive(argon2, utf8.raw());
    }
  }

  /** Any parameters, for what the published vectors have besides ours. */
  static Argon2Parameters.Builder argon2id(int memoryKib, int passes, int lanes, byte[] salt) {
    return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(memoryKib)
        .withIterations(passes)
        .withParallelism(lanes)
        .withSalt(salt);
  }

  static SecretBytes derive(Argon2Parameters argon2, byte[] password) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(argon2);
    byte[] key = new byte[KEY_BYTES];
    generator.generateBytes(password, key);
    return SecretBytes.ofOwned(key);
  }

  Doc toDoc() {
    return Doc.of(
        Map.of(
            NAME, Value.of(ALGORITHM),
            VERSION, Value.of(Argon2Parameters.ARGON2_VERSION_13),
            MEMORY, Value.of(parameters.memoryKib()),
            PASSES, Value.of(parameters.passes()),
            LANES, Value.of(parameters.lanes()),
            SALT, Value.of(Base64Text.encode(salt))));
  }

  /** Whoever reads compares the result's {@link #toDoc} with what was read. */
  static PasswordKdf ofDoc(DocFields fields) {
    KdfParameters parameters =
        new KdfParameters(fields.number(MEMORY), fields.number(PASSES), fields.number(LANES));
    return of(parameters, fields.bytes(SALT));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordKdf that
        && parameters.equals(that.parameters)
        && Arrays.equals(salt, that.salt);
  }

  @Override
  public int hashCode() {
    return 31 * parameters.hashCode() + Arrays.hashCode(salt);
  }

  @Override
  public String toString() {
    return "PasswordKdf["
        + ALGORITHM
        + ", "
        + parameters
        + ", salt "
        + Base64Text.encode(salt)
        + "]";
  }
}
