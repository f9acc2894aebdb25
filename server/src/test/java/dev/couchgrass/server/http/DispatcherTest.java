package dev.couchgrass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final Endpoint NOTHING = exchange -> Future.succeededFuture();

  private final Dispatcher dispatcher =
      new Dispatcher(
          List.of(
              get("/"),
              get("/_all_dbs"),
              get("/{db}"),
              Route.put("/{db}", Access.SERVER_ADMIN, NOTHING),
              get("/{db}/_all_docs"),
              get("/{db}/{doc}"),
              Route.put("/{db}/{doc}", Access.MEMBER, NOTHING),
              get("/{db}/{doc}/{att*}"),
              get("/{db}/_design/{ddoc}"),
              get("/{db}/_design/{ddoc}/{att*}"),
              get("/{db}/_local/{id}")));

  private static Route get(String pattern) {
    return Route.get(pattern, Access.MEMBER, NOTHING);
  }

  private Dispatcher.Match match(String path) {
    return dispatcher.match(HttpMethod.GET, path);
  }

  private void assertLeads(String path, String pattern, Map<String, String> parameters) {
    Dispatcher.Match match = match(path);
    assertEquals(pattern, match.route().pattern(), path);
    assertEquals(parameters, match.parameters(), path);
  }

  @Test
  void literalsGoBeforeParameters() {
    assertLeads("/", "/", Map.of());
    assertLeads("/_all_dbs", "/_all_dbs", Map.of());
    assertLeads("/town", "/{db}", Map.of("db", "town"));
    assertLeads("/town/", "/{db}", Map.of("db", "town"));
    assertLeads("/_users", "/{db}", Map.of("db", "_users"));
    assertLeads("/town/_all_docs", "/{db}/_all_docs", Map.of("db", "town"));
    assertLeads("/town/a", "/{db}/{doc}", Map.of("db", "town", "doc", "a"));
  }

  @Test
  void anEncodedSlashStaysWithinItsSegment() {
    assertLeads("/a%2Fb/c%2Fd", "/{db}/{doc}", Map.of("db", "a/b", "doc", "c/d"));
    assertLeads("/t/a%252Fb", "/{db}/{doc}", Map.of("db", "t", "doc", "a%2Fb"));
    assertLeads("/t/a+b", "/{db}/{doc}", Map.of("db", "t", "doc", "a+b"));
  }

  @Test
  void aDesignDocumentMayBeOneSegment() {
    assertLeads("/t/_design/x", "/{db}/_design/{ddoc}", Map.of("db", "t", "ddoc", "x"));
    assertLeads("/t/_design%2Fx", "/{db}/_design/{ddoc}", Map.of("db", "t", "ddoc", "x"));
    assertLeads("/t/_local%2Fx", "/{db}/_local/{id}", Map.of("db", "t", "id", "x"));
    assertLeads("/t/_design/a%2Fb", "/{db}/_design/{ddoc}", Map.of("db", "t", "ddoc", "a/b"));
  }

  @Test
  void theRestOfAPathKeepsItsSlashes() {
    assertLeads(
        "/t/d/a/b%2Fc", "/{db}/{doc}/{att*}", Map.of("db", "t", "doc", "d", "att", "a/b/c"));
    assertLeads(
        "/t/_design/d/a/b",
        "/{db}/_design/{ddoc}/{att*}",
        Map.of("db", "t", "ddoc", "d", "att", "a/b"));
  }

  @Test
  void headIsServedByGet() {
    assertEquals("/{db}", dispatcher.match(HttpMethod.HEAD, "/t").route().pattern());
  }

  @Test
  void anotherMethodIsNotAllowed() {
    HttpFailure failure =
        assertThrows(HttpFailure.class, () -> dispatcher.match(HttpMethod.PATCH, "/t"));
    assertEquals(405, failure.status());
    assertEquals("Only GET,HEAD,PUT allowed", failure.reason());
    assertEquals("GET, HEAD, PUT", failure.headers().get("Allow"));
  }

  @Test
  void anUnknownNameWithAnUnderscoreIsMissingButABadIdWhenWritten() {
    assertEquals(404, assertThrows(HttpFailure.class, () -> match("/t/_nothing")).status());
    assertEquals(404, assertThrows(HttpFailure.class, () -> match("/t/_nothing/x")).status());
    assertEquals("/{db}/{doc}", dispatcher.match(HttpMethod.PUT, "/t/_x").route().pattern());
  }

  @Test
  void badEncodingIsRefused() {
    for (String path : List.of("/t/%", "/t/%4", "/t/%zz", "/t/%ff", "/t/%c0%af", "/t/%ed%a0%80")) {
      assertEquals(400, assertThrows(HttpFailure.class, () -> match(path), path).status());
    }
  }

  @Test
  void twoRoutesForTheSameThingAreAMistake() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Dispatcher(List.of(get("/{db}/{doc}"), get("/{db}/{id}"))));
  }
}
