package dev.couchgrass.server.http;

import io.vertx.core.http.HttpMethod;
import java.util.Objects;

/**
 * A method and a path, who may use them, and what answers.
 *
 * @param method {@code GET} serves {@code HEAD} too
 * @param pattern segments, each a literal, a parameter ({@code {doc}}), or as the last one the rest
 *     of the path, slashes included ({@code {att*}}); literals go before parameters
 */
public record Route(HttpMethod method, String pattern, Access access, Endpoint endpoint) {
  /** The parameter that names a database. */
  public static final String DATABASE = "db";

  /** The parameter that names a document, but for design and local documents. */
  public static final String DOCUMENT = "doc";

  private static final String DATABASE_PATTERN = "/{" + DATABASE + "}";

  public Route {
    Objects.requireNonNull(method);
    Objects.requireNonNull(access);
    Objects.requireNonNull(endpoint);
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException("A pattern begins with a slash");
    }
  }

  public static Route get(String pattern, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.GET, pattern, access, endpoint);
  }

  public static Route post(String pattern, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.POST, pattern, access, endpoint);
  }

  public static Route put(String pattern, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.PUT, pattern, access, endpoint);
  }

  public static Route delete(String pattern, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.DELETE, pattern, access, endpoint);
  }

  /**
   * Whether the database is opened before the endpoint is called: everywhere within it, and for
   * itself unless only server administrators may, who make and delete it.
   */
  public boolean opensDatabase() {
    return pattern.startsWith(DATABASE_PATTERN + '/')
        || (pattern.equals(DATABASE_PATTERN) && access != Access.SERVER_ADMIN);
  }

  /** Whether what is sent to this route decides who may do what, or what runs. */
  boolean grantsRights() {
    return pattern.endsWith("/_security") || pattern.contains("/_design/");
  }
}
