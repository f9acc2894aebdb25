package dev.couchgrass.core.key;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key that signs: the 32 bytes that RFC 8032 calls the private key.
 *
 * <p>Closing it overwrites them; then it signs no more. What the runtime copied before, when it
 * moved objects, is out of reach, and so is what {@link #secretBytes} and {@link #secretText} gave
 * away. It never shows its secret otherwise, and has no equality. Several threads may use it.
 */
public final class SigningKey implements AutoCloseable {
  /** How many bytes the secret has. */
  public static final int BYTES = 32;

  private final byte[] secret;
  private final byte[] encodedPublicKey;
  private final PublicKey publicKey;
  private boolean closed;

  private SigningKey(byte[] secret) {
    this.secret = secret;
    this.encodedPublicKey = new byte[PublicKey.BYTES];
    Ed25519.generatePublicKey(secret, 0, encodedPublicKey, 0);
    this.publicKey = PublicKey.ofBytes(encodedPublicKey);
  }

  /** Makes a new key. */
  public static SigningKey generate(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new SigningKey(secret);
  }

  /**
   * Makes the key of a secret, which is copied: the caller overwrites its own.
   *
   * @throws InvalidInputException if there are not 32 bytes
   */
  public static SigningKey ofBytes(byte[] secret) {
    if (secret.length != BYTES) {
      throw malformed();
    }
    return new SigningKey(secret.clone());
  }

  /**
   * Reads {@code ed25519:<base64>} of the secret.
   *
   * @throws InvalidInputException if the text has another form; it is not in the message
   */
  public static SigningKey parse(String text) {
    byte[] secret = KeyText.decode(text).orElseThrow(SigningKey::malformed);
    try {
      return ofBytes(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed signing key");
  }

  /** The key by which others verify; still there when this is closed. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * Signs a message; the same message always gets the same signature.
   *
   * @throws IllegalStateException if this is closed
   */
  public synchronized Signature sign(byte[] message) {
    requireOpen();
    byte[] signature = new byte[Signature.BYTES];
    Ed25519.sign(secret, 0, encodedPublicKey, 0, message, 0, message.length, signature, 0);
    return Signature.ofOwned(signature);
  }

  /**
   * The secret, in a new array, which the caller overwrites when done.
   *
   * @throws IllegalStateException if this is closed
   */
  public synchronized byte[] secretBytes() {
    requireOpen();
    return secret.clone();
  }

  /**
   * The secret as text, which can't be overwritten: prefer {@link #secretBytes}.
   *
   * @throws IllegalStateException if this is closed
   */
  public synchronized String secretText() {
    requireOpen();
    return KeyText.encode(secret);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The signing key is closed");
    }
  }

  /** Whether the secret was overwritten. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Overwrites the secret. Closing again does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(secret, (byte) 0);
  }

  /** Names the public key alone. */
  @Override
  public String toString() {
    return "SigningKey[secret redacted, public " + publicKey + "]";
  }
}
