package dev.couchgrass.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.options.Authentication;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: derived by PBKDF2, in CouchDB's forms, so that either server can read
 * the other's.
 *
 * <p>Making one and verifying take as long as the iterations ask for: neither belongs on an event
 * loop.
 *
 * @param scheme which function
 * @param iterations how often it is applied
 * @param salt text, whose bytes are the salt
 * @param key what was derived, in hexadecimal
 */
public record PasswordHash(Scheme scheme, int iterations, String salt, String key) {
  /** How a key is derived. */
  public enum Scheme {
    /** One round of SHA-1: CouchDB's before 1.3. Read, never made. */
    SIMPLE("sha", "SHA-1", 20),
    SHA1("sha", "PBKDF2WithHmacSHA1", 20),
    SHA256("sha256", "PBKDF2WithHmacSHA256", 32),
    SHA512("sha512", "PBKDF2WithHmacSHA512", 64);

    private final String word;
    private final String algorithm;
    private final int bytes;

    Scheme(String word, String algorithm, int bytes) {
      this.word = word;
      this.algorithm = algorithm;
      this.bytes = bytes;
    }

    private static Optional<Scheme> pbkdf2(String word) {
      return List.of(SHA1, SHA256, SHA512).stream().filter(s -> s.word.equals(word)).findFirst();
    }
  }

  private static final Pattern ADMIN =
      Pattern.compile("-pbkdf2(?::(\\w+))?-([0-9a-fA-F]+),([^,]+),(\\d{1,9})");

  /** Hashes a password, which takes a while. */
  public static PasswordHash of(String password, int iterations, RandomGenerator random) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    String text = HexFormat.of().formatHex(salt);
    String key = derive(Scheme.SHA256, password, text, iterations);
    return new PasswordHash(Scheme.SHA256, iterations, text, key);
  }

  /** Reads the form in which CouchDB's configuration keeps an administrator's password. */
  public static Optional<PasswordHash> parse(String text) {
    Matcher form = ADMIN.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int iterations = Integer.parseInt(form.group(4));
    return Scheme.pbkdf2(form.group(1) == null ? "sha" : form.group(1))
        .map(scheme -> new PasswordHash(scheme, iterations, form.group(3), form.group(2)))
        .filter(PasswordHash::affordable);
  }

  /** The form that {@link #parse} reads. */
  public String text() {
    return "-pbkdf2:" + scheme.word + '-' + key + ',' + salt + ',' + iterations;
  }

  /** Reads the members of a user's document; empty if it has no password that could be verified. */
  static Optional<PasswordHash> of(JsonNode user) {
    String salt = user.path("salt").asText("");
    if ("pbkdf2".equals(user.path("password_scheme").asText(""))) {
      return Scheme.pbkdf2(user.path("pbkdf2_prf").asText("sha"))
          .map(
              scheme ->
                  new PasswordHash(
                      scheme,
                      user.path("iterations").asInt(10_000),
                      salt,
                      user.path("derived_key").asText("")))
          .filter(PasswordHash::affordable);
    }
    return Optional.of(user.path("password_sha").asText(""))
        .filter(key -> !key.isEmpty())
        .map(key -> new PasswordHash(Scheme.SIMPLE, 1, salt, key));
  }

  private boolean affordable() {
    return iterations >= 1
        && iterations <= Authentication.MAX_ITERATIONS
        && !salt.isEmpty()
        && !key.isEmpty();
  }

  /** Puts this into a user's document, in place of the password that was there. */
  void into(ObjectNode user) {
    user.remove(List.of("password", "password_sha"));
    user.put("password_scheme", "pbkdf2")
        .put("pbkdf2_prf", scheme.word)
        .put("salt", salt)
        .put("iterations", iterations)
        .put("derived_key", key);
  }

  /** Whether this is the password. Takes a while, and as long for a wrong one. */
  public boolean matches(String password) {
    byte[] expected = key.getBytes(StandardCharsets.US_ASCII);
    byte[] actual = derive(scheme, password, salt, iterations).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, actual);
  }

  /** Whether a password should be hashed again, more strongly. */
  boolean weakerThan(int wanted) {
    return scheme == Scheme.SIMPLE || scheme == Scheme.SHA1 || iterations < wanted;
  }

  private static String derive(Scheme scheme, String password, String salt, int iterations) {
    try {
      byte[] salted = salt.getBytes(StandardCharsets.UTF_8);
      if (scheme == Scheme.SIMPLE) {
        MessageDigest digest = MessageDigest.getInstance(scheme.algorithm);
        digest.update(password.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(salted));
      }
      PBEKeySpec spec =
          new PBEKeySpec(password.toCharArray(), salted, iterations, scheme.bytes * 8);
      try {
        SecretKeyFactory factory = SecretKeyFactory.getInstance(scheme.algorithm);
        return HexFormat.of().formatHex(factory.generateSecret(spec).getEncoded());
      } finally {
        spec.clearPassword();
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + scheme.algorithm, e);
    }
  }

  /** Tells nothing that helps to guess the password. */
  @Override
  public String toString() {
    return "PasswordHash[" + scheme + ", iterations=" + iterations + ']';
  }
}
