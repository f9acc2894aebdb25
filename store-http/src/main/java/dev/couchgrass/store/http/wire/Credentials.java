package dev.couchgrass.store.http.wire;

import dev.couchgrass.store.http.options.HttpAuthentication;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is sent along to say who asks. A session is begun when it is needed, by one for all. */
final class Credentials {
  private static final String COOKIE = "AuthSession=";

  private final HttpAuthentication authentication;
  private Optional<String> cookie = Optional.empty();
  private Optional<Future<Void>> login = Optional.empty();

  Credentials(HttpAuthentication authentication) {
    this.authentication = authentication;
  }

  /** The headers, once there are some. */
  Future<Map<String, String>> headers(Function<Call, Future<Answer>> wire) {
    if (authentication instanceof HttpAuthentication.Session session) {
      return cookie.isPresent()
          ? Future.succeededFuture(cookies())
          : renew(session, wire).map(done -> cookies());
    }
    return Future.succeededFuture(constant(authentication));
  }

  private Map<String, String> cookies() {
    return cookie.map(value -> Map.of("Cookie", value)).orElse(Map.of());
  }

  private static Map<String, String> constant(HttpAuthentication authentication) {
    if (authentication instanceof HttpAuthentication.Basic basic) {
      byte[] pair = (basic.name() + ':' + basic.password()).getBytes(StandardCharsets.UTF_8);
      return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    if (authentication instanceof HttpAuthentication.Bearer bearer) {
      return Map.of("Authorization", "Bearer " + bearer.token());
    }
    if (authentication instanceof HttpAuthentication.Proxy proxy) {
      return Map.of(
          "X-Auth-CouchDB-UserName", proxy.name(),
          "X-Auth-CouchDB-Roles", String.join(",", proxy.roles()),
          "X-Auth-CouchDB-Token", proxy.token());
    }
    if (authentication instanceof HttpAuthentication.Headers headers) {
      return headers.values();
    }
    return Map.of();
  }

  /** Whether a refused request may be tried again, as its session may just have ended. */
  boolean renewable() {
    return authentication instanceof HttpAuthentication.Session;
  }

  /** Forgets the session that was sent, unless another one has begun meanwhile. */
  void expire(Map<String, String> sent) {
    if (cookies().equals(sent)) {
      cookie = Optional.empty();
    }
  }

  private Future<Void> renew(
      HttpAuthentication.Session session, Function<Call, Future<Answer>> wire) {
    if (login.isPresent()) {
      return login.get();
    }
    byte[] form = form(session);
    Call.Payload payload = new Call.Payload(form.length, () -> Pieces.of(Buffer.buffer(form)));
    Call call =
        new Call(
            HttpMethod.POST,
            Path.ROOT.segment("_session").text(),
            Map.of(
                "Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
            payload,
            true,
            false,
            Optional.empty());
    Future<Void> running = wire.apply(call).compose(this::begin);
    login = Optional.of(running);
    running.onComplete(over -> login = Optional.empty());
    return running;
  }

  private static byte[] form(HttpAuthentication.Session session) {
    return ("name="
            + Path.encoded(session.name())
            + "&password="
            + Path.encoded(session.password()))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private Future<Void> begin(Answer answer) {
    remember(answer);
    answer.body().close();
    return cookie.isPresent()
        ? Future.succeededFuture()
        : Future.failedFuture(Failures.malformed("a login without a session"));
  }

  /** Servers renew a session that is used, with any answer. */
  void remember(Answer answer) {
    if (!renewable()) {
      return;
    }
    List<String> set = answer.headers().getAll("Set-Cookie");
    for (String each : set) {
      String value = each.split(";", 2)[0].strip();
      if (value.startsWith(COOKIE) && value.length() > COOKIE.length()) {
        cookie = Optional.of(value);
      }
    }
  }
}
