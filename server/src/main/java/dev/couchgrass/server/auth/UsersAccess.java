package dev.couchgrass.server.auth;

import dev.couchgrass.server.http.Dispatcher;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.server.http.Route;
import io.vertx.core.http.HttpMethod;

/** What those may do in {@code _users} who do not administer it. */
final class UsersAccess {
  private static final String DOCUMENT_PATTERN =
      "/{" + Route.DATABASE + "}/{" + Route.DOCUMENT + '}';

  private UsersAccess() {}

  /** Whether somebody reaches for their own document, and nothing else. */
  static boolean isOwn(Identity identity, Dispatcher.Match match) {
    String id = match.parameters().getOrDefault(Route.DOCUMENT, "");
    return isDocument(match)
        && identity.name().filter(n -> id.equals(Accounts.ID_PREFIX + n)).isPresent();
  }

  /**
   * Where the database admits strangers, they may make accounts; every list would tell them of the
   * others.
   */
  static void requireSignUp(Dispatcher.Match match) {
    if (!isDocument(match) || !match.route().method().equals(HttpMethod.PUT)) {
      throw HttpFailure.forbidden("You are not allowed to access this db.");
    }
  }

  private static boolean isDocument(Dispatcher.Match match) {
    HttpMethod method = match.route().method();
    return match.route().pattern().equals(DOCUMENT_PATTERN)
        && (method.equals(HttpMethod.GET)
            || method.equals(HttpMethod.PUT)
            || method.equals(HttpMethod.DELETE));
  }
}
