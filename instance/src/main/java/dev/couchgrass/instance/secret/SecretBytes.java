package dev.couchgrass.instance.secret;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bytes that are overwritten when this is closed, and not shown before.
 *
 * <p>What the runtime copied when it moved objects is out of reach, and so is what its ciphers keep
 * of a key until the garbage collector takes them. Several threads may use it.
 */
final class SecretBytes implements AutoCloseable {
  private final byte[] bytes;
  private boolean closed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over an array, which nobody else keeps. */
  static SecretBytes ofOwned(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  static SecretBytes random(int length, SecureRandom random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /**
   * The bytes themselves, for whoever alone may close this.
   *
   * @throws IllegalStateException if this is closed
   */
  synchronized byte[] raw() {
    requireOpen();
    return bytes;
  }

  /**
   * The same bytes once more: what holds them can be closed meanwhile.
   *
   * @throws IllegalStateException if this is closed
   */
  synchronized SecretBytes copy() {
    requireOpen();
    return new SecretBytes(bytes.clone());
  }

  /**
   * The bytes as a key of AES.
   *
   * @throws IllegalStateException if this is closed
   */
  synchronized SecretKey aesKey() {
    requireOpen();
    return new SecretKeySpec(bytes, "AES");
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The secret is closed");
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Overwrites the bytes. Closing again does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "SecretBytes[redacted]";
  }
}
