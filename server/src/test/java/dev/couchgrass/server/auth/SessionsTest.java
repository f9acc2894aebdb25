package dev.couchgrass.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.auth.PasswordHash.Scheme;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer();
    server.addUser("ben", "secret", "baker");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String who(String... headers) {
    return server.get("/_session", headers).json().path("userCtx").toString();
  }

  private static final String NOBODY = "{\"name\":null,\"roles\":[]}";
  private static final String BEN = "{\"name\":\"ben\",\"roles\":[\"baker\"]}";

  @Test
  void nobodyIsNobody() {
    Answer answer = server.get("/_session");
    assertEquals(
        "{\"ok\":true,\"userCtx\":{\"name\":null,\"roles\":[]},\"info\":{"
            + "\"authentication_handlers\":[\"cookie\",\"default\"],"
            + "\"authentication_db\":\"_users\"}}\n",
        answer.text());
    assertEquals(401, server.get("/_session?basic=true").status());
  }

  @Test
  void basicNeedsTheRightPassword() {
    assertEquals(BEN, who("Authorization", TestServer.basic("ben", "secret")));
    assertEquals(401, server.get("/", "Authorization", TestServer.basic("ben", "x")).status());
    assertEquals(401, server.get("/", "Authorization", TestServer.basic("eve", "x")).status());
    assertEquals(400, server.get("/", "Authorization", "Basic !!!").status());
    assertEquals(NOBODY, who("Authorization", "Bearer abc"), "CouchDB passes it over, too");
    assertEquals(NOBODY, who("Authorization", TestServer.basic("_", "_")));
  }

  @Test
  void aCookieIsAsGoodAsThePasswordUntilItIsOld() {
    Answer login = server.logIn("ben", "secret");
    assertEquals("{\"ok\":true,\"name\":\"ben\",\"roles\":[\"baker\"]}\n", login.text());
    String header = login.header("Set-Cookie").orElseThrow();
    assertTrue(header.contains("HttpOnly; SameSite=Lax") && header.contains("Max-Age=600"));
    assertTrue(header.matches(".*; Expires=\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} GMT;.*"), header);
    String cookie = "AuthSession=" + login.cookie();
    assertEquals(BEN, who("Cookie", cookie));
    server.clock.advance(Duration.ofSeconds(599));
    assertEquals(BEN, who("Cookie", cookie));
    server.clock.advance(Duration.ofSeconds(1));
    assertEquals(NOBODY, who("Cookie", cookie));
  }

  @Test
  void usingASessionRenewsIt() {
    String cookie = "AuthSession=" + server.logIn("ben", "secret").cookie();
    server.clock.advance(Duration.ofSeconds(30));
    assertTrue(server.get("/_session", "Cookie", cookie).header("Set-Cookie").isEmpty());
    server.clock.advance(Duration.ofSeconds(270));
    String renewed = "AuthSession=" + server.get("/_session", "Cookie", cookie).cookie();
    server.clock.advance(Duration.ofSeconds(400));
    assertEquals(NOBODY, who("Cookie", cookie));
    assertEquals(BEN, who("Cookie", renewed));
  }

  @Test
  void aForgedCookieIsNobodys() {
    String cookie = server.logIn("ben", "secret").cookie();
    byte[] bytes = java.util.Base64.getUrlDecoder().decode(cookie);
    bytes[bytes.length - 1] ^= 1;
    String forged = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    assertEquals(NOBODY, who("Cookie", "AuthSession=" + forged));
    assertEquals(400, server.get("/", "Cookie", "AuthSession=abc").status());
  }

  @Test
  void aNewPasswordEndsSessions() {
    String cookie = "AuthSession=" + server.logIn("ben", "secret").cookie();
    var users = server.users();
    var id = new DocumentId("org.couchdb.user:ben");
    var before = TestServer.await(users.get(id)).orElseThrow();
    var edit = dev.couchgrass.store.document.DocumentEdit.delete(id, before.revision());
    TestServer.await(users.write(edit));
    server.addUser("ben", PasswordHash.of("other", 10, new java.util.Random(2)));
    assertEquals(NOBODY, who("Cookie", cookie));
    assertEquals(401, server.get("/", "Authorization", TestServer.basic("ben", "secret")).status());
  }

  @Test
  void formsAreReadToo() {
    String form = "application/x-www-form-urlencoded";
    Answer answer =
        server.send("POST", "/_session", "name=ben&password=secret", "Content-Type", form);
    assertEquals(200, answer.status());
    assertEquals(415, server.send("POST", "/_session", "x", "Content-Type", "text/plain").status());
    assertEquals(400, server.send("POST", "/_session", "a=b", "Content-Type", form).status());
  }

  @Test
  void logoutTakesTheCookieBack() {
    Answer answer = server.send("DELETE", "/_session", "");
    assertEquals("{\"ok\":true}\n", answer.text());
    assertEquals("", answer.cookie());
  }

  @Test
  void nextLeadsNowhereElse() {
    assertEquals(302, server.send("DELETE", "/_session?next=/_utils/", "").status());
    for (String evil :
        List.of("http://evil.example/", "//evil.example", "/%5Cevil.example", "/a%0d%0ab:c", "x")) {
      assertEquals(400, server.send("DELETE", "/_session?next=" + evil, "").status(), evil);
    }
  }

  @Test
  void weakHashesGetStrongerAtLogin() {
    String sha1 = "4b007901b765489abead49d926f721d065a429c1";
    server.addUser("old", new PasswordHash(Scheme.SHA1, 4096, "salt", sha1));
    assertEquals(200, server.logIn("old", "password").status());
    var id = new DocumentId("org.couchdb.user:old");
    String body = TestServer.await(server.users().get(id)).orElseThrow().body().toString();
    assertTrue(body.contains("\"pbkdf2_prf\":\"sha256\""), body);
    assertFalse(body.contains(sha1), body);
    assertEquals(200, server.logIn("old", "password").status());
  }
}
