package dev.couchgrass.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsersPolicyTest {
  private static final Identity BEN =
      new Identity(Optional.of("ben"), Set.of("baker"), Optional.of("default"));

  private TestServer server;
  private Vertx vertx;
  private PasswordWorker worker;

  @BeforeEach
  void start() {
    server = new TestServer();
    vertx = Vertx.vertx();
    worker = new PasswordWorker(vertx, 10);
    server.addUser("ben", "secret", "baker");
  }

  @AfterEach
  void stop() {
    TestServer.await(vertx.close());
    server.close();
  }

  private String write(Identity who, String name, boolean deleted, String body) {
    UsersPolicy policy = new UsersPolicy(worker, who.isServerAdmin());
    DocumentId id = new DocumentId("org.couchdb.user:" + name);
    JsonBody parsed = JsonBody.parse(body);
    return TestServer.await(policy.beforeWrite(who, server.users(), id, deleted, parsed))
        .toString();
  }

  private void assertRefused(Identity who, String name, String body, String reason) {
    StoreException e = assertThrows(StoreException.class, () -> write(who, name, false, body));
    assertEquals(ErrorCode.FORBIDDEN, e.code());
    assertEquals(reason, e.reason());
  }

  private static String user(String name, String more) {
    return "{\"type\":\"user\",\"name\":\"" + name + "\",\"roles\":[]" + more + "}";
  }

  @Test
  void passwordsAreHashedAndNeverKept() {
    String body = write(Identity.OPEN, "eva", false, user("eva", ",\"password\":\"se\\u0063ret\""));
    assertFalse(body.contains("\"password\""), body);
    assertTrue(PasswordHash.of(Trees.parse(JsonBody.parse(body))).orElseThrow().matches("secret"));
    assertFalse(write(Identity.OPEN, "eva", true, "{\"password\":\"x\"}").contains("x"));
  }

  @Test
  void formsAreCheckedInCouchDbsWords() {
    assertRefused(Identity.OPEN, "eva", "{}", "doc.type must be user");
    assertRefused(Identity.OPEN, "eva", "{\"type\":\"user\"}", "doc.name is required");
    assertRefused(
        Identity.OPEN, "eva", "{\"type\":\"user\",\"name\":\"eva\"}", "doc.roles must exist");
    assertRefused(
        Identity.OPEN, "eve", user("eva", ""), "Doc ID must be of the form org.couchdb.user:name");
    assertRefused(
        Identity.OPEN,
        "eva",
        "{\"type\":\"user\",\"name\":\"eva\",\"roles\":[\"_admin\"]}",
        "No system roles (starting with underscore) in users db.");
    assertRefused(
        Identity.OPEN,
        "eva",
        user("eva", ",\"password_scheme\":\"plain\""),
        "Password scheme `plain` not supported.");
    assertRefused(
        Identity.OPEN,
        "eva",
        user("eva", ",\"password\":\"\""),
        "Password must be a string that is not empty.");
  }

  @Test
  void peopleChangeTheirOwnAccountButNotTheirRoles() {
    String own = "{\"type\":\"user\",\"name\":\"ben\",\"roles\":[\"baker\"],\"password\":\"new\"}";
    assertTrue(write(BEN, "ben", false, own).contains("derived_key"));
    assertRefused(
        BEN,
        "ben",
        "{\"type\":\"user\",\"name\":\"ben\",\"roles\":[\"baker\",\"boss\"]}",
        "Only _admin may edit roles");
    server.addUser("eva", "x");
    assertRefused(BEN, "eva", user("eva", ""), "You may only update your own user document.");
    assertRefused(
        Identity.ANONYMOUS,
        "new",
        "{\"type\":\"user\",\"name\":\"new\",\"roles\":[\"boss\"]}",
        "Only _admin may set roles");
    assertThrows(StoreException.class, () -> write(BEN, "eva", true, "{}"));
    assertEquals("{}", write(BEN, "ben", true, "{}"));
  }
}
