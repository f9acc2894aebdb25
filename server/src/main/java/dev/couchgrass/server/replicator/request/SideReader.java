package dev.couchgrass.server.replicator.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replication.RemoteLocation;
import dev.couchgrass.server.replication.RemoteLocation.Credentials;
import dev.couchgrass.store.DatabaseName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code source} and {@code target}: a database's name, a URL, or an object with a URL. No
 * refusal tells what was read: it may be a secret.
 */
final class SideReader {
  private static final String BASIC = "basic ";

  private SideReader() {}

  static Side read(JsonNode value, String field) {
    if (value.isTextual()) {
      return ofText(value.asText(), field);
    }
    if (!value.isObject()) {
      throw HttpFailure.badRequest(
          "The `" + field + "` property must exist and be either a string or an object.");
    }
    Side side = ofText(value.path("url").asText(), field);
    if (!(side instanceof Side.Remote remote)) {
      // CouchDB's own clients send names this way; there is nobody else to ask.
      return side;
    }
    return new Side.Remote(identified(remote.location(), value, field));
  }

  private static Side ofText(String text, String field) {
    try {
      return text.contains("://")
          ? new Side.Remote(RemoteLocation.parse(text))
          : new Side.Local(new DatabaseName(text));
    } catch (IllegalArgumentException e) {
      throw HttpFailure.badRequest("`" + field + "` has an invalid url");
    } catch (InvalidInputException e) {
      throw HttpFailure.badRequest("`" + field + "` is neither a url nor the name of a database");
    }
  }

  /** As in CouchDB, {@code auth} counts most, then the URL, then a header. */
  private static RemoteLocation identified(RemoteLocation url, JsonNode value, String field) {
    Map<String, String> headers = headers(value.path("headers"), field);
    Optional<String> authorization =
        headers.keySet().stream().filter(name -> name.equalsIgnoreCase("authorization")).findAny();
    Optional<Credentials> said = auth(value.path("auth"), field).or(url::credentials);
    if (authorization.isPresent()) {
      Optional<Credentials> basic = basic(headers.getOrDefault(authorization.get(), ""));
      if (said.isPresent() || basic.isPresent()) {
        headers.remove(authorization.get());
        said = said.or(() -> basic);
      }
    }
    RemoteLocation location = url.withHeaders(headers);
    return said.map(location::withCredentials).orElse(location);
  }

  private static Map<String, String> headers(JsonNode tree, String field) {
    Map<String, String> headers = new HashMap<>();
    if (!tree.isMissingNode() && !tree.isObject()) {
      throw HttpFailure.badRequest("`" + field + ".headers` must be a non-null object.");
    }
    tree.properties()
        .forEach(
            header -> {
              if (!header.getValue().isTextual()) {
                throw HttpFailure.badRequest("`" + field + ".headers` must be strings.");
              }
              headers.put(header.getKey(), header.getValue().asText());
            });
    return headers;
  }

  private static Optional<Credentials> auth(JsonNode tree, String field) {
    if (!tree.isMissingNode() && !tree.isObject()) {
      throw HttpFailure.badRequest("`" + field + ".auth` must be a non-null object.");
    }
    JsonNode basic = tree.path("basic");
    if (basic.isMissingNode()) {
      return Optional.empty();
    }
    if (!basic.path("username").isTextual() || !basic.path("password").isTextual()) {
      throw HttpFailure.badRequest(
          "`" + field + ".auth.basic` must have a username and a password.");
    }
    return Optional.of(
        credentials(basic.path("username").asText(), basic.path("password").asText(), field));
  }

  private static Credentials credentials(String name, String password, String field) {
    try {
      return new Credentials(name, password);
    } catch (IllegalArgumentException e) {
      throw HttpFailure.badRequest("`" + field + "` has a username that can't be one");
    }
  }

  /** The name in a header is known, so that it counts for the replication's id. */
  private static Optional<Credentials> basic(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return Optional.empty();
    }
    try {
      byte[] pair = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      // Whatever it is, the other server will judge it.
      return Optional.empty();
    }
  }
}
