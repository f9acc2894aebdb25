package dev.couchgrass.instance.user;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of a user who is logged in. Closing it overwrites all of them. */
final class KeyRing implements AutoCloseable {
  private final SigningKey root;
  private final Map<PublicKey, SigningKey> keys = new LinkedHashMap<>();
  private boolean closed;

  /** Takes over the root key. */
  KeyRing(SigningKey root) {
    this.root = root;
  }

  /** The key that opens the user's own database, and the other keys. */
  SigningKey root() {
    return root;
  }

  /** Takes over a key. */
  synchronized void add(SigningKey key) {
    if (closed) {
      key.close();
      throw new IllegalStateException("The user has logged out");
    }
    Optional.ofNullable(keys.put(key.publicKey(), key)).ifPresent(SigningKey::close);
  }

  synchronized Optional<SigningKey> find(PublicKey key) {
    return Optional.ofNullable(keys.get(key));
  }

  /**
   * A key.
   *
   * @throws InstanceException {@code KEY_MISSING} if there is no such key
   */
  SigningKey required(PublicKey key) {
    return find(key)
        .orElseThrow(() -> new InstanceException(InstanceProblem.KEY_MISSING, key.toString()));
  }

  @Override
  public synchronized void close() {
    closed = true;
    root.close();
    keys.values().forEach(SigningKey::close);
  }
}
