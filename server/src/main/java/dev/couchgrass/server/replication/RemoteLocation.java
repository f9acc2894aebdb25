package dev.couchgrass.server.replication;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.store.DatabaseName;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a database of another server is, and who asks there. No text form tells a secret.
 *
 * @param server {@code http} or {@code https}, host, port and the path under which its databases
 *     lie, without a slash at the end and without credentials
 * @param headers to be sent with every request; they may be secrets too
 */
public record RemoteLocation(
    URI server,
    DatabaseName database,
    Optional<Credentials> credentials,
    Map<String, String> headers) {
  /** A name and a password. */
  public record Credentials(String name, String password) {
    public Credentials {
      Objects.requireNonNull(password);
      if (name.isEmpty() || name.indexOf(':') >= 0) {
        throw new IllegalArgumentException("A name is not empty and has no colon");
      }
    }

    @Override
    public String toString() {
      return "Credentials[]";
    }
  }

  public RemoteLocation {
    Objects.requireNonNull(server);
    Objects.requireNonNull(database);
    Objects.requireNonNull(credentials);
    headers = Map.copyOf(headers);
  }

  /**
   * Reads {@code https://NAME:PASSWORD@HOST:PORT/PATH/DATABASE}; credentials, port, path and a
   * slash at the end may be missing. Credentials and the database's name are percent-encoded.
   *
   * @throws IllegalArgumentException if it is something else; its message tells nothing of the text
   */
  public static RemoteLocation parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      // Not kept as a cause: it tells the whole text, credentials included.
      throw malformed();
    }
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    boolean known = scheme.equals("http") || scheme.equals("https");
    if (!known
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw malformed();
    }
    String path = uri.getRawPath().replaceFirst("/+$", "");
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      throw malformed();
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    URI server = URI.create(scheme + "://" + uri.getHost() + port + path.substring(0, slash));
    Optional<Credentials> credentials =
        Optional.ofNullable(uri.getRawUserInfo()).map(RemoteLocation::credentials);
    return new RemoteLocation(server, name(path.substring(slash + 1)), credentials, Map.of());
  }

  private static Credentials credentials(String userInfo) {
    int colon = userInfo.indexOf(':');
    String name = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    return new Credentials(name, colon < 0 ? "" : decoded(userInfo.substring(colon + 1)));
  }

  private static DatabaseName name(String encoded) {
    try {
      return new DatabaseName(decoded(encoded));
    } catch (InvalidInputException e) {
      throw new IllegalArgumentException("The URL does not end in the name of a database", e);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("Not the URL of a database");
  }

  public RemoteLocation withCredentials(Credentials credentials) {
    return new RemoteLocation(server, database, Optional.of(credentials), headers);
  }

  public RemoteLocation withHeaders(Map<String, String> headers) {
    return new RemoteLocation(server, database, credentials, headers);
  }

  /** The database's URL, without credentials, and with a slash at the end as CouchDB shows it. */
  public String url() {
    return server + "/" + URLEncoder.encode(database.value(), StandardCharsets.UTF_8) + "/";
  }

  @Override
  public String toString() {
    return url();
  }
}
