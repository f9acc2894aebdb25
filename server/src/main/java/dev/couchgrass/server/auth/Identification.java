package dev.couchgrass.server.auth;

import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.server.options.Cors;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/** Finds out on whose behalf a request is made. */
final class Identification {
  private final Accounts accounts;
  private final Login login;
  private final SessionCookie sessions;
  private final Cors cors;

  Identification(Accounts accounts, Login login, SessionCookie sessions, Cors cors) {
    this.accounts = accounts;
    this.login = login;
    this.sessions = sessions;
    this.cors = cors;
  }

  Future<Identity> identify(Exchange exchange) {
    Optional<BasicCredentials> basic =
        exchange.header("Authorization").flatMap(BasicCredentials::parse);
    if (basic.isPresent()) {
      return login
          .verify(basic.get().name(), basic.get().password(), Addresses.of(exchange))
          .map(account -> account.identity("default"));
    }
    Cookie cookie = exchange.request().getCookie(SessionCookie.NAME);
    if (cookie == null || cookie.getValue().isEmpty() || foreign(exchange)) {
      return Future.succeededFuture(Identity.ANONYMOUS);
    }
    SessionCookie.Claim claim =
        SessionCookie.read(cookie.getValue())
            .orElseThrow(
                () ->
                    HttpFailure.badRequest(
                        "Malformed AuthSession cookie. Please clear your cookies."));
    return accounts.find(claim.name()).map(found -> session(exchange, claim, found));
  }

  private Identity session(
      Exchange exchange, SessionCookie.Claim claim, Optional<Account> account) {
    if (account.isEmpty() || !sessions.valid(claim, account.get().hash().salt())) {
      return Identity.ANONYMOUS;
    }
    if (sessions.due(claim)) {
      String renewed = sessions.issue(claim.name(), account.get().hash().salt());
      exchange.respondWith("Set-Cookie", sessions.header(renewed, exchange.request().isSSL()));
    }
    return account.get().identity("cookie");
  }

  /** Whether another site's page makes the browser send its cookie with a change. */
  private boolean foreign(Exchange exchange) {
    HttpMethod method = exchange.request().method();
    Optional<String> origin = exchange.header("Origin");
    if (origin.isEmpty() || method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      return false;
    }
    String host = exchange.header("Host").orElse("");
    String scheme = exchange.request().isSSL() ? "https://" : "http://";
    return !origin.get().equals(scheme + host) && (cors.any() || !cors.allows(origin.get()));
  }
}
