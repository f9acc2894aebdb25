package dev.couchgrass.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.options.Authentication;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import dev.couchgrass.store.DatabaseName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What went wrong in CouchDB once, and must not go wrong here. */
class CveTest {
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Secrets are compared in constant time: whatever handles one may use no other comparison. */
  @Test
  void cve20100009NoEarlyEndOfComparisons() throws IOException {
    int compared = 0;
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/couchgrass/server/auth"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        assertFalse(text.contains("Arrays.equals("), file::toString);
        assertFalse(
            text.matches("(?s).*(signature|derived|secret|key)\\(?\\)?\\.equals.*"),
            file::toString);
        compared += text.contains("MessageDigest.isEqual") ? 1 : 0;
      }
    }
    assertEquals(2, compared);
  }

  /** A page of another site makes the browser send its cookie along with a change. */
  @Test
  void cve20102234ACookieFromAnotherSiteIsWorthNothing() {
    String cookie = "AuthSession=" + server.logIn(TestServer.ADMIN, TestServer.PASSWORD).cookie();
    String json = "application/json";
    String[] own = {"Cookie", cookie, "Content-Type", json};
    String[] foreign = {"Cookie", cookie, "Content-Type", json, "Origin", "https://evil.example"};
    String[] form = {"Cookie", cookie, "Content-Type", "text/plain"};
    assertEquals(200, server.send("POST", "/_dbs_info", "{\"keys\":[]}", own).status());
    assertEquals(401, server.send("POST", "/_dbs_info", "{\"keys\":[]}", foreign).status());
    assertEquals(415, server.send("POST", "/_dbs_info", "{\"keys\":[]}", form).status());
    String header =
        server.logIn(TestServer.ADMIN, TestServer.PASSWORD).header("Set-Cookie").orElseThrow();
    assertTrue(header.contains("SameSite=Lax"));
  }

  @Test
  void cve20103854AndCve20125650NothingOfARequestComesBackAsHtml() {
    Answer answer = server.get("/_utils/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assertEquals(404, answer.status());
    assertFalse(answer.text().contains("script"), answer.text());
    Answer missing = server.get("/%3Cb%3E", "Accept", "text/html");
    assertFalse(missing.header("Content-Type").orElseThrow().contains("html"));
    assertEquals("nosniff", missing.header("X-Content-Type-Options").orElseThrow());
    Answer page = server.get("/_utils/");
    assertTrue(page.header("Content-Security-Policy").orElseThrow().contains("default-src 'none'"));
    assertEquals("DENY", page.header("X-Frame-Options").orElseThrow());
  }

  @Test
  void cve20125641NoPathLeadsToAFile() {
    for (String path :
        List.of(
            "../../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "..%5c..%5cwindows%5cwin.ini",
            "%2e%2e/%2e%2e/etc/passwd",
            "index.html%00.png",
            "%c0%ae%c0%ae%c0%afetc%c0%afpasswd",
            "/etc/passwd",
            "C:%5cwindows%5cwin.ini")) {
      int status = server.get("/_utils/" + path).status();
      assertTrue(status == 404 || status == 400, path + " answered " + status);
    }
  }

  @Test
  void cve20125649NoJsonp() {
    Answer answer = server.get("/?callback=alert");
    assertFalse(answer.text().contains("alert"));
    assertEquals("application/json", answer.header("Content-Type").orElseThrow());
  }

  @Test
  void cve20142668NumbersAreCapped() {
    assertEquals(1_000, server.get("/_uuids?count=1000").json().path("uuids").size());
    for (String count : List.of("1001", "1000000000", "99999999999999999999", "-1", "x")) {
      Answer answer = server.get("/_uuids?count=" + count);
      assertEquals(400, answer.status(), count);
      assertEquals("bad_request", answer.json().path("error").asText());
    }
    String admin = TestServer.admin();
    assertEquals(400, server.get("/_all_dbs?limit=-1", "Authorization", admin).status());
    assertEquals(200, server.get("/_all_dbs?limit=999999999999", "Authorization", admin).status());
  }

  /** Roles that come twice made an administrator of anybody. */
  @Test
  void cve201712635DuplicateMembersAreRefusedWhereRightsAreGranted() {
    String twice =
        "{\"type\":\"user\",\"name\":\"eve\",\"roles\":[\"_admin\"],\"roles\":[],"
            + "\"password\":\"x\"}";
    for (String body : List.of(twice, twice.replaceFirst("roles", "rol\\\\u0065s"))) {
      Answer answer =
          server.send(
              "PUT",
              "/_users/org.couchdb.user:eve",
              body,
              "Content-Type",
              "application/json",
              "Authorization",
              TestServer.admin());
      assertEquals(400, answer.status(), answer.text());
    }
    assertEquals(401, server.logIn("eve", "x").status());
    TestServer.await(server.storage.create(new DatabaseName("db")));
    Answer design =
        server.send(
            "PUT",
            "/db/_design/d",
            "{\"language\":\"a\",\"language\":\"b\"}",
            "Authorization",
            TestServer.admin());
    assertEquals(400, design.status(), design.text());
  }

  @Test
  void cve201712636Cve20188007Cve201811769Cve201817188TheConfigurationIsNotWritable() {
    String admin = TestServer.admin();
    for (String node : List.of("_local", "nonode@nohost")) {
      String path = "/_node/" + node + "/_config/query_servers/sh";
      assertEquals(403, server.send("PUT", path, "\"/bin/sh\"", "Authorization", admin).status());
      assertEquals(403, server.send("DELETE", path, "", "Authorization", admin).status());
      assertEquals(404, server.get(path, "Authorization", admin).status());
      assertEquals(401, server.get(path).status());
    }
    assertEquals(404, server.get("/_config", "Authorization", admin).status());
  }

  @Test
  void cve20201955WhatIsForEverybodyIsAShortList() {
    List<String> open =
        server.server.routes().stream()
            .filter(r -> r.access() == dev.couchgrass.server.http.Access.ANYONE)
            .map(r -> r.method() + " " + r.pattern())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "DELETE /_session",
            "GET /",
            "GET /_session",
            "GET /_up",
            "GET /_utils",
            "GET /_utils/{file*}",
            "GET /_uuids",
            "GET /favicon.ico",
            "POST /_session"),
        open);
  }

  /** A page that somebody attached ran as the reader who opened it. */
  @Test
  void cve202138295AttachedPagesDoNotRun() {
    TestServer.await(server.storage.create(new DatabaseName("db")));
    String admin = TestServer.admin();
    for (String type : List.of("text/html", "TEXT/HTML; charset=utf-8", "image/svg+xml", "x/y")) {
      String path = "/db/" + Integer.toHexString(type.hashCode()) + "/page";
      String[] headers = {"Content-Type", type, "Authorization", admin};
      assertEquals(201, server.send("PUT", path, "<script>alert(1)</script>", headers).status());
      Answer answer = server.get(path, "Authorization", admin);
      assertEquals("sandbox", answer.header("Content-Security-Policy").orElseThrow());
      assertEquals("nosniff", answer.header("X-Content-Type-Options").orElseThrow());
      boolean downloaded = answer.header("Content-Disposition").isPresent();
      assertEquals(!type.equals("x/y"), downloaded, type);
    }
  }

  @Test
  void cve202224706NoDefaultSecretAndNoOpenPort() {
    assertEquals("127.0.0.1", ServerOptions.DEFAULTS.bind());
    Authentication defaults = Authentication.DEFAULTS;
    assertThrows(IllegalArgumentException.class, () -> defaults.withSecret("monster"));
    assertTrue(defaults.secret().isEmpty());
    String cookie = server.logIn(TestServer.ADMIN, TestServer.PASSWORD).cookie();
    try (TestServer other = new TestServer()) {
      assertTrue(
          other.get("/_session", "Cookie", "AuthSession=" + cookie).text().contains("null"),
          "each server draws its own secret");
    }
  }

  @Test
  void cve202345725SecretsAreNotTold() {
    assertFalse(
        ServerOptions.DEFAULTS.withAdmin("anna", "hunter22").toString().contains("hunter22"));
    String wrong = "{\"name\":\"anna\",\"password\":\"hunter22";
    Answer answer = server.send("POST", "/_session", wrong, "Content-Type", "application/json");
    assertEquals(400, answer.status());
    assertFalse(answer.text().contains("hunter22"));
  }

  @Test
  void adminPartyNobodyIsAnAdministratorByAccident() {
    ServerOptions none = ServerOptions.DEFAULTS;
    assertThrows(IllegalArgumentException.class, () -> Safety.check(none));
    for (String bind : List.of("0.0.0.0", "::", "192.168.1.1", "example.com", "localhost.evil")) {
      ServerOptions open = none.withOpen(true).withBind(bind);
      assertThrows(IllegalArgumentException.class, () -> Safety.check(open), bind);
    }
    for (String bind : List.of("127.0.0.1", "::1", "localhost", "127.1.2.3")) {
      Safety.check(none.withOpen(true).withBind(bind));
    }
    assertEquals(401, server.get("/_all_dbs").status());
  }

  @Test
  void namesOfDatabasesAreNoPaths() {
    for (String name : List.of("../x", "a/../b", "A", "_secret", "a\\b", "a\u0000", "")) {
      assertThrows(RuntimeException.class, () -> new DatabaseName(name), name);
    }
  }
}
