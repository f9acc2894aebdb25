package dev.couchgrass.store.http.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A server and how it is spoken to.
 *
 * @param server {@code http} or {@code https}, host, port, and the path under which its databases
 *     lie; no credentials, query or fragment
 * @param feeds how live changes are asked for
 * @param lookup finds the server's address; empty for the system's way, with no say in what it is
 * @param random of pauses, and of boundaries that nobody who attaches something may guess
 */
public record HttpOptions(
    URI server,
    HttpAuthentication authentication,
    Tls tls,
    HttpTimeouts timeouts,
    Retries retries,
    HttpLimits limits,
    FeedKind feeds,
    Optional<HostLookup> lookup,
    RandomGenerator random) {
  public HttpOptions {
    require(server);
    Objects.requireNonNull(authentication);
    Objects.requireNonNull(tls);
    Objects.requireNonNull(timeouts);
    Objects.requireNonNull(retries);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(feeds);
    Objects.requireNonNull(lookup);
    Objects.requireNonNull(random);
  }

  /** A server that asks nobody who he is, with the defaults of everything else. */
  public static HttpOptions of(URI server) {
    return new HttpOptions(
        server,
        HttpAuthentication.NONE,
        Tls.DEFAULTS,
        HttpTimeouts.DEFAULTS,
        Retries.DEFAULTS,
        HttpLimits.DEFAULTS,
        FeedKind.LONG_POLL,
        Optional.empty(),
        new SecureRandom());
  }

  /** As {@link #of(URI)}. */
  public static HttpOptions of(String server) {
    URI address;
    try {
      address = new URI(server);
    } catch (URISyntaxException e) {
      // It is neither told nor kept as a cause: what is no address may yet hold credentials.
      throw new IllegalArgumentException("The server's address is malformed");
    }
    return of(address);
  }

  /** The address is not told: what has a name and a password in it may not even look like one. */
  private static void require(URI server) {
    if (Optional.ofNullable(server.getRawAuthority()).orElse("").indexOf('@') >= 0) {
      throw new IllegalArgumentException("Credentials do not belong into an address");
    }
    String scheme = Optional.ofNullable(server.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || server.getHost() == null) {
      throw new IllegalArgumentException("A server's address is http or https, and a host");
    }
    if (server.getRawQuery() != null || server.getRawFragment() != null) {
      throw new IllegalArgumentException("A server's address has no query and no fragment");
    }
  }

  /** Whether the server is spoken to over TLS. */
  public boolean secure() {
    return "https".equalsIgnoreCase(server.getScheme());
  }

  /** The server's port, also where the address does not tell it. */
  public int port() {
    return server.getPort() >= 0 ? server.getPort() : secure() ? 443 : 80;
  }

  public HttpOptions withAuthentication(HttpAuthentication authentication) {
    return new HttpOptions(
        server, authentication, tls, timeouts, retries, limits, feeds, lookup, random);
  }

  public HttpOptions withTls(Tls tls) {
    return new HttpOptions(
        server, authentication, tls, timeouts, retries, limits, feeds, lookup, random);
  }

  public HttpOptions withTimeouts(HttpTimeouts timeouts) {
    return new HttpOptions(
        server, authentication, tls, timeouts, retries, limits, feeds, lookup, random);
  }

  public HttpOptions withRetries(Retries retries) {
    return new HttpOptions(
        server, authentication, tls, timeouts, retries, limits, feeds, lookup, random);
  }

  public HttpOptions withLimits(HttpLimits limits) {
    return new HttpOptions(
        server, authentication, tls, timeouts, retries, limits, feeds, lookup, random);
  }

  public HttpOptions withFeeds(FeedKind feeds) {
    return new HttpOptions(
        server, authentication, tls, timeouts, retries, limits, feeds, lookup, random);
  }

  public HttpOptions withLookup(HostLookup lookup) {
    return new HttpOptions(
        server, authentication, tls, timeouts, retries, limits, feeds, Optional.of(lookup), random);
  }

  public HttpOptions withRandom(RandomGenerator random) {
    return new HttpOptions(
        server, authentication, tls, timeouts, retries, limits, feeds, lookup, random);
  }
}
