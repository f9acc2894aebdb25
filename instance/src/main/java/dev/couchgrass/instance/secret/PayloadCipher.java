package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Encrypts what the entries of one store hold.
 *
 * <p>A payload is a nonce of 12 bytes, the ciphertext of AES-256-GCM, and its tag of 16, bound to
 * the database and the store. It hides everything but its length, and who wrote it when.
 *
 * <p>Nonces are random, and two that are equal would give away the two messages' difference and let
 * others forge. So all replicas together may encrypt at most 2^32 messages with one data key (NIST
 * SP 800-38D, 8.3): then two are equal with a probability of 2^-33. Nobody counts them; a thousand
 * a second take 50 days, and a store that comes near needs a new data key, which is a new store.
 *
 * <p>Closing it overwrites the key; then it neither encrypts nor decrypts. Several threads may use
 * it.
 */
public final class PayloadCipher implements AutoCloseable {
  /** The longest message, in bytes: 16 MiB. */
  public static final int MAX_BYTES = 16 << 20;

  /** How many bytes more a payload has than its message. */
  public static final int OVERHEAD = AesGcm.OVERHEAD;

  private static final String PURPOSE = "couchgrass/encrypted-store/payload/v1";

  private final SecretBytes dataKey;
  private final byte[] associated;
  private final SecureRandom random;

  /** Takes over the key. */
  PayloadCipher(SecretBytes dataKey, StoreBinding binding, SecureRandom random) {
    this.dataKey = dataKey;
    this.associated = binding.associated(PURPOSE);
    this.random = random;
  }

  /**
   * Encrypts a message; the same message gives another payload each time.
   *
   * @throws InvalidInputException if it is longer than {@link #MAX_BYTES}
   * @throws IllegalStateException if this is closed
   */
  public byte[] encrypt(byte[] message) {
    requireAtMost(message.length, MAX_BYTES);
    return AesGcm.seal(dataKey, message, associated, random);
  }

  /**
   * Decrypts a payload; empty if it was not encrypted with this store's key for this store, or was
   * changed since. Then it is damaged, or whoever wrote it did not have the key.
   *
   * @throws InvalidInputException if it is longer than that of a message of {@link #MAX_BYTES}
   * @throws IllegalStateException if this is closed
   */
  public Optional<byte[]> decrypt(byte[] payload) {
    requireAtMost(payload.length, MAX_BYTES + OVERHEAD);
    return AesGcm.open(dataKey, payload, associated);
  }

  private static void requireAtMost(int length, int most) {
    if (length > most) {
      throw new InvalidInputException(Problem.TOO_LARGE, "An encrypted payload is too long");
    }
  }

  /** Whether the key was overwritten. */
  public boolean isClosed() {
    return dataKey.isClosed();
  }

  /** Overwrites the key. Closing again does nothing. */
  @Override
  public void close() {
    dataKey.close();
  }

  @Override
  public String toString() {
    return "PayloadCipher[key redacted]";
  }
}
