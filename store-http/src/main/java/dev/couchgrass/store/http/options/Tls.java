package dev.couchgrass.store.http.options;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Objects;
import java.util.Optional;

/**
 * How {@code https} is spoken.
 *
 * @param trust whose certificates are believed; what the JVM believes if empty
 * @param identity the client's own certificate, where the server asks for one
 * @param verifyHost whether the certificate must be the host's: switch it off in tests alone
 */
public record Tls(
    Optional<TrustOptions> trust, Optional<KeyCertOptions> identity, boolean verifyHost) {
  /** The JVM's authorities, no certificate of one's own, and the host's name checked. */
  public static final Tls DEFAULTS = new Tls(Optional.empty(), Optional.empty(), true);

  public Tls {
    Objects.requireNonNull(trust);
    Objects.requireNonNull(identity);
  }

  public Tls withTrust(TrustOptions trust) {
    return new Tls(Optional.of(trust), identity, verifyHost);
  }

  public Tls withIdentity(KeyCertOptions identity) {
    return new Tls(trust, Optional.of(identity), verifyHost);
  }

  public Tls withVerifyHost(boolean verifyHost) {
    return new Tls(trust, identity, verifyHost);
  }

  /** Without the key store's password. */
  @Override
  public String toString() {
    return "Tls[verifyHost=" + verifyHost + ']';
  }
}
