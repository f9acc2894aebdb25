package dev.couchgrass.cli.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request is for, below a server's URL.
 *
 * @param path percent-encoded, without a slash in front
 * @param query percent-encoded pairs
 */
public record Target(String path, List<String> query) {
  private static final List<String> NAMESPACES = List.of("_design/", "_local/");

  public Target {
    query = List.copyOf(query);
  }

  /** The server itself. */
  public static Target server() {
    return new Target("", List.of());
  }

  public static Target database(String name) {
    return new Target(encoded(name), List.of());
  }

  /** A fixed resource of a database, such as {@code _all_docs}. */
  public static Target of(String database, String resource) {
    return new Target(encoded(database) + '/' + resource, List.of());
  }

  /** A document; the slash of {@code _design/} and {@code _local/} stays one. */
  public static Target document(String database, String id) {
    for (String namespace : NAMESPACES) {
      if (id.startsWith(namespace)) {
        return of(database, namespace + encoded(id.substring(namespace.length())));
      }
    }
    return of(database, encoded(id));
  }

  public Target with(String name, String value) {
    List<String> more = new ArrayList<>(query);
    more.add(encoded(name) + '=' + encoded(value));
    return new Target(path, more);
  }

  URI under(URI base) {
    String suffix = query.isEmpty() ? "" : '?' + String.join("&", query);
    return URI.create(base + path + suffix);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
