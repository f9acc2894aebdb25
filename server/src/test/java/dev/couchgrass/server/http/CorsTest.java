package dev.couchgrass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.options.Cors;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorsTest {
  private static final String APP = "https://app.example";
  private static final String ALLOWED = "Access-Control-Allow-Origin";
  private static final String CREDENTIALS = "Access-Control-Allow-Credentials";

  private static Answer preflight(TestServer server, String origin) {
    return server.send(
        "OPTIONS", "/town/doc", "", "Origin", origin, "Access-Control-Request-Method", "PUT");
  }

  @Test
  void noneUnlessAsked() {
    try (TestServer server = new TestServer()) {
      assertEquals(Optional.empty(), server.get("/", "Origin", APP).header(ALLOWED));
      assertTrue(preflight(server, APP).status() >= 400);
    }
  }

  @Test
  void namedOriginsWithCredentials() {
    try (TestServer server = new TestServer(options -> options.withCors(Cors.of(APP)))) {
      Answer answer = server.get("/", "Origin", APP);
      assertEquals(Optional.of(APP), answer.header(ALLOWED));
      assertEquals(Optional.of("true"), answer.header(CREDENTIALS));
      assertEquals(Optional.of("Origin"), answer.header("Vary"));
      Answer preflight = preflight(server, APP);
      assertEquals(204, preflight.status());
      assertTrue(preflight.header("Access-Control-Allow-Methods").orElseThrow().contains("PUT"));
      assertEquals(Optional.empty(), server.get("/", "Origin", APP + ".evil").header(ALLOWED));
      assertEquals(Optional.of(APP), server.get("/_all_dbs", "Origin", APP).header(ALLOWED));
    }
  }

  @Test
  void everyOriginWithoutCredentials() {
    try (TestServer server = new TestServer(options -> options.withCors(Cors.ANY))) {
      Answer answer = server.get("/", "Origin", APP);
      assertEquals(Optional.of("*"), answer.header(ALLOWED));
      assertEquals(Optional.empty(), answer.header(CREDENTIALS));
      assertEquals(Optional.empty(), preflight(server, APP).header(CREDENTIALS));
    }
    assertThrows(IllegalArgumentException.class, () -> Cors.of("*"));
    assertThrows(IllegalArgumentException.class, () -> Cors.of("app.example.com"));
    assertTrue(Cors.of("http://[::1]:8080", "chrome-extension://abc").enabled());
  }
}
