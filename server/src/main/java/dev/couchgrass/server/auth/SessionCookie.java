package dev.couchgrass.server.auth;

import dev.couchgrass.server.http.HttpDate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs sessions: a cookie says who logged in when, and proves that this server said so. Its key
 * holds the salt of the user's password too, so a new password ends all sessions.
 */
final class SessionCookie {
  static final String NAME = "AuthSession";

  private static final int SIGNATURE = 32;

  /** What a cookie claims; nothing of it is proven. */
  record Claim(String name, Instant issued, byte[] signed, byte[] signature) {}

  private final byte[] secret;
  private final Duration timeout;
  private final InstantSource clock;

  SessionCookie(byte[] secret, Duration timeout, InstantSource clock) {
    this.secret = secret.clone();
    this.timeout = timeout;
    this.clock = clock;
  }

  /** A cookie's value. */
  String issue(String name, String salt) {
    String time = Long.toHexString(clock.instant().getEpochSecond()).toUpperCase(Locale.ROOT);
    byte[] signed = (name + ':' + time).getBytes(StandardCharsets.UTF_8);
    byte[] signature = sign(signed, salt);
    byte[] all = Arrays.copyOf(signed, signed.length + 1 + SIGNATURE);
    all[signed.length] = ':';
    System.arraycopy(signature, 0, all, signed.length + 1, SIGNATURE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Reads a cookie's value; empty if it is malformed. */
  static Optional<Claim> read(String value) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(value);
      int end = all.length - SIGNATURE - 1;
      if (end < 0 || all[end] != ':') {
        return Optional.empty();
      }
      byte[] signed = Arrays.copyOf(all, end);
      String text = new String(signed, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      if (colon < 1) {
        return Optional.empty();
      }
      Instant issued = Instant.ofEpochSecond(Long.parseLong(text.substring(colon + 1), 16));
      byte[] signature = Arrays.copyOfRange(all, end + 1, all.length);
      return Optional.of(new Claim(text.substring(0, colon), issued, signed, signature));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether a claim is this server's own, and not too old. */
  boolean valid(Claim claim, String salt) {
    boolean proven = MessageDigest.isEqual(claim.signature(), sign(claim.signed(), salt));
    Instant now = clock.instant();
    // A little of the future is a clock that was set back.
    return proven
        && now.isBefore(claim.issued().plus(timeout))
        && claim.issued().isBefore(now.plus(timeout));
  }

  /** Whether a tenth of the session is over, and a new cookie is due. */
  boolean due(Claim claim) {
    return clock.instant().isAfter(claim.issued().plus(timeout.dividedBy(10)));
  }

  /** The header that hands out a cookie. */
  String header(String value, boolean tls) {
    return attributes(value, timeout.toSeconds(), clock.instant().plus(timeout), tls);
  }

  /** The header that takes the cookie back. */
  static String clearing(boolean tls) {
    return attributes("", 0, Instant.EPOCH, tls);
  }

  /** Some clients (nano's cookie jar) know Expires only, so the end is given in both ways. */
  private static String attributes(String value, long age, Instant end, boolean tls) {
    String flags =
        "; Version=1; Expires="
            + HttpDate.of(end)
            + "; Max-Age="
            + age
            + "; Path=/; HttpOnly; SameSite=Lax";
    return NAME + '=' + value + flags + (tls ? "; Secure" : "");
  }

  private byte[] sign(byte[] signed, String salt) {
    byte[] suffix = salt.getBytes(StandardCharsets.UTF_8);
    byte[] key = Arrays.copyOf(secret, secret.length + suffix.length);
    System.arraycopy(suffix, 0, key, secret.length, suffix.length);
    return Hmac.sha256(key, signed);
  }
}
