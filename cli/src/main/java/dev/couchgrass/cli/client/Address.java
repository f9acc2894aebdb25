package dev.couchgrass.cli.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a server is, and who asks.
 *
 * @param base its URL without credentials, ending with a slash
 */
public record Address(URI base, Optional<Credentials> credentials) {
  /** Where a server is unless told otherwise. */
  public static final String DEFAULT_URL = "http://127.0.0.1:5984/";

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d+){3}");

  /**
   * Reads a URL, with or without {@code NAME:PASSWORD@} in it.
   *
   * @throws IllegalArgumentException if it is none of a server
   */
  public static Address parse(String url) {
    URI uri = uri(url);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getRawQuery() != null) {
      throw invalid();
    }
    String path = uri.getRawPath().endsWith("/") ? uri.getRawPath() : uri.getRawPath() + "/";
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    URI base = URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
    return new Address(base, Optional.ofNullable(uri.getRawUserInfo()).map(Address::credentials));
  }

  private static URI uri(String url) {
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) {
      throw invalid();
    }
  }

  /** Does not repeat the URL: it may hold a password. */
  private static IllegalArgumentException invalid() {
    return new IllegalArgumentException("The server's URL must look like " + DEFAULT_URL);
  }

  private static Credentials credentials(String userInfo) {
    int colon = userInfo.indexOf(':');
    String name = colon < 0 ? userInfo : userInfo.substring(0, colon);
    return new Credentials(decoded(name), colon < 0 ? "" : decoded(userInfo.substring(colon + 1)));
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  public Address withCredentials(Credentials credentials) {
    return new Address(base, Optional.of(credentials));
  }

  /** Whether the server is on this machine. */
  public boolean isLoopback() {
    String host = base.getHost();
    return host.equals("localhost") || host.equals("[::1]") || LOOPBACK.matcher(host).matches();
  }
}
