package dev.couchgrass.server.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.server.http.Query;
import dev.couchgrass.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code /_session}: who am I, log in, log out. */
public final class Sessions {
  private static final int MAX_BODY = 16_384;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Login login;
  private final SessionCookie cookies;

  Sessions(Login login, SessionCookie cookies) {
    this.login = login;
    this.cookies = cookies;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/_session", Access.ANYONE, this::show),
        Route.post("/_session", Access.ANYONE, this::logIn),
        Route.delete("/_session", Access.ANYONE, this::logOut));
  }

  private Future<Void> show(Exchange exchange) {
    Identity identity = exchange.identity();
    if (exchange.query().flag("basic") && identity.name().isEmpty()) {
      throw HttpFailure.unauthorized("Please login.");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", true);
    ObjectNode user = body.putObject("userCtx");
    identity.name().ifPresentOrElse(name -> user.put("name", name), () -> user.putNull("name"));
    addRoles(user, identity.roles());
    ObjectNode info = body.putObject("info");
    info.putArray("authentication_handlers").add("cookie").add("default");
    identity.handler().ifPresent(handler -> info.put("authenticated", handler));
    info.put("authentication_db", Accounts.USERS.value());
    return exchange.json(200, body);
  }

  private Future<Void> logIn(Exchange exchange) {
    return exchange
        .body(MAX_BODY)
        .compose(
            body -> {
              BasicCredentials credentials = credentials(exchange, body);
              return login.verify(
                  credentials.name(), credentials.password(), Addresses.of(exchange));
            })
        .compose(account -> welcome(exchange, account))
        .recover(
            refusal -> {
              exchange.respondWith("Set-Cookie", SessionCookie.clearing(tls(exchange)));
              return Future.failedFuture(refusal);
            });
  }

  private Future<Void> welcome(Exchange exchange, Account account) {
    String cookie = cookies.issue(account.name(), account.hash().salt());
    exchange.respondWith("Set-Cookie", cookies.header(cookie, tls(exchange)));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("ok", true).put("name", account.name());
    addRoles(body, account.roles());
    return answer(exchange, body);
  }

  private Future<Void> logOut(Exchange exchange) {
    exchange.respondWith("Set-Cookie", SessionCookie.clearing(tls(exchange)));
    return answer(exchange, JsonNodeFactory.instance.objectNode().put("ok", true));
  }

  /** Follows {@code next}, but to this server alone. */
  private static Future<Void> answer(Exchange exchange, ObjectNode body) {
    Optional<String> next = exchange.query().text("next");
    if (next.isEmpty()) {
      return exchange.json(200, body);
    }
    if (!LocalPath.isOne(next.get())) {
      throw HttpFailure.badRequest("next must be a path of this server");
    }
    return exchange.respondWith("Location", next.get()).json(302, body);
  }

  private static BasicCredentials credentials(Exchange exchange, Buffer body) {
    String type = exchange.header("Content-Type").orElse("");
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    if (type.startsWith("application/x-www-form-urlencoded")) {
      Query.parse(body.toString(StandardCharsets.ISO_8859_1)).all().forEach(form::put);
    } else if (type.startsWith("application/json")) {
      form = object(body);
    } else {
      throw HttpFailure.unsupportedMediaType(
          "Content-Type must be application/json or application/x-www-form-urlencoded");
    }
    return new BasicCredentials(name(form), text(form, "password").orElse(""));
  }

  private static ObjectNode object(Buffer body) {
    try {
      JsonNode tree = MAPPER.readTree(body.toString());
      if (tree instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Refused below: what the parser says may quote the password.
    }
    throw HttpFailure.badRequest("invalid UTF-8 JSON");
  }

  private static String name(ObjectNode form) {
    Optional<String> name = text(form, "name");
    Optional<String> username = text(form, "username");
    if (name.isPresent() && username.isPresent() && !name.equals(username)) {
      throw HttpFailure.badRequest("request body contains different usernames");
    }
    return name.or(() -> username)
        .orElseThrow(() -> HttpFailure.badRequest("request body must contain a username"));
  }

  private static Optional<String> text(ObjectNode form, String member) {
    return Optional.of(form.path(member)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static void addRoles(ObjectNode target, Set<String> roles) {
    var array = target.putArray("roles");
    new TreeSet<>(roles).forEach(array::add);
  }

  private static boolean tls(Exchange exchange) {
    return exchange.request().isSSL();
  }
}
