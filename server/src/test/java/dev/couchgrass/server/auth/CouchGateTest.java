package dev.couchgrass.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Dispatcher.Match;
import dev.couchgrass.server.http.Failures;
import dev.couchgrass.server.http.Gate.Opened;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CouchGateTest {
  private static final Identity STRANGER = named("eve");
  private static final Identity MEMBER = named("ben", "citizen");
  private static final Identity MAYOR = named("mayor");

  private TestServer server;
  private Vertx vertx;
  private CouchGate gate;
  private DocumentStore town;

  private static Identity named(String name, String... roles) {
    return new Identity(Optional.of(name), Set.of(roles), Optional.of("default"));
  }

  @BeforeEach
  void start() {
    server = new TestServer();
    vertx = Vertx.vertx();
    gate =
        TestServer.await(Authority.prepare(vertx, server.storage, ServerOptions.DEFAULTS)).gate();
    town = TestServer.await(server.storage.create(new DatabaseName("town")));
  }

  @AfterEach
  void stop() {
    TestServer.await(vertx.close());
    server.close();
  }

  private void secure(String json) {
    TestServer.await(town.setSecurity(JsonBody.parse(json)));
  }

  /** The status with which the gate refuses, or 200. */
  private int admit(
      Identity who, HttpMethod method, String pattern, Access access, String... path) {
    Route route = new Route(method, pattern, access, exchange -> Future.succeededFuture());
    Map<String, String> parameters =
        path.length > 1 ? Map.of("db", path[0], "doc", path[1]) : Map.of("db", path[0]);
    try {
      TestServer.await(gate.admit(who, new Match(route, parameters)));
      return 200;
    } catch (RuntimeException e) {
      return Failures.of(e, "test").status();
    }
  }

  private int read(Identity who) {
    return admit(who, HttpMethod.GET, "/{db}/{doc}", Access.MEMBER, "town", "a");
  }

  @Test
  void membersAndAdminsPass() {
    secure("{\"admins\":{\"names\":[\"mayor\"]},\"members\":{\"roles\":[\"citizen\"]}}");
    assertEquals(401, read(Identity.ANONYMOUS));
    assertEquals(403, read(STRANGER));
    assertEquals(200, read(MEMBER));
    assertEquals(200, read(MAYOR));
    assertEquals(200, read(Identity.OPEN));
    Access admin = Access.DATABASE_ADMIN;
    assertEquals(401, admit(MEMBER, HttpMethod.POST, "/{db}/_compact", admin, "town"));
    assertEquals(200, admit(MAYOR, HttpMethod.POST, "/{db}/_compact", admin, "town"));
    Access server = Access.SERVER_ADMIN;
    assertEquals(401, admit(MAYOR, HttpMethod.POST, "/{db}/_purge", server, "town"));
    assertEquals(401, admit(MAYOR, HttpMethod.DELETE, "/{db}", server, "town"));
    assertEquals(200, admit(Identity.OPEN, HttpMethod.DELETE, "/{db}", server, "town"));
  }

  @Test
  void withoutSecurityOnlyAdminsPassAndWithAnEmptyOneEverybody() {
    assertEquals(401, read(Identity.ANONYMOUS));
    assertEquals(403, read(MEMBER));
    secure(DatabaseSecurity.accepted(JsonBody.EMPTY).toString());
    assertEquals(200, read(Identity.ANONYMOUS));
    Access admin = Access.DATABASE_ADMIN;
    assertEquals(401, admit(MEMBER, HttpMethod.POST, "/{db}/_compact", admin, "town"));
  }

  @Test
  void whatIsNoDatabaseIsMissing() {
    for (String name : new String[] {"village", "TOWN", "_nothing", "../town", ""}) {
      Access member = Access.MEMBER;
      assertEquals(404, admit(Identity.OPEN, HttpMethod.GET, "/{db}", member, name), name);
    }
  }

  @Test
  void inUsersPeopleSeeThemselvesAndNobodyElse() {
    String document = "/{db}/{doc}";
    String own = "org.couchdb.user:ben";
    for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE}) {
      assertEquals(200, admit(MEMBER, method, document, Access.MEMBER, "_users", own));
      assertEquals(403, admit(STRANGER, method, document, Access.MEMBER, "_users", own));
      assertEquals(401, admit(Identity.ANONYMOUS, method, document, Access.MEMBER, "_users", own));
    }
    for (String list : new String[] {"/{db}/_all_docs", "/{db}/_changes", "/{db}/_bulk_get"}) {
      assertEquals(403, admit(MEMBER, HttpMethod.GET, list, Access.MEMBER, "_users"));
      assertEquals(200, admit(Identity.OPEN, HttpMethod.GET, list, Access.MEMBER, "_users"));
    }
    HttpMethod copy = HttpMethod.valueOf("COPY");
    assertEquals(403, admit(MEMBER, copy, document, Access.MEMBER, "_users", own));
  }

  @Test
  void anOpenUsersDatabaseTakesNewAccountsButTellsNothing() {
    DocumentStore users = server.users();
    TestServer.await(users.setSecurity(DatabaseSecurity.accepted(JsonBody.EMPTY)));
    String id = "org.couchdb.user:new";
    Identity anybody = Identity.ANONYMOUS;
    assertEquals(200, admit(anybody, HttpMethod.PUT, "/{db}/{doc}", Access.MEMBER, "_users", id));
    assertEquals(403, admit(anybody, HttpMethod.GET, "/{db}/{doc}", Access.MEMBER, "_users", id));
    assertEquals(403, admit(anybody, HttpMethod.GET, "/{db}/_all_docs", Access.MEMBER, "_users"));
  }

  @Test
  void membersWriteNoDesignDocuments() {
    secure("{\"members\":{\"roles\":[\"citizen\"]}}");
    Route route = Route.put("/{db}/{doc}", Access.MEMBER, exchange -> Future.succeededFuture());
    Match match = new Match(route, Map.of("db", "town", "doc", "x"));
    Opened opened = TestServer.await(gate.admit(MEMBER, match)).orElseThrow();
    var policy = opened.policy().orElseThrow();
    JsonBody body = JsonBody.parse("{}");
    var written = policy.beforeWrite(MEMBER, town, new DocumentId("a"), false, body);
    assertEquals(body, TestServer.await(written));
    var refused = policy.beforeWrite(MEMBER, town, new DocumentId("_design/a"), false, body);
    assertTrue(refused.cause() instanceof StoreException e && e.code().status() == 401);
    assertTrue(TestServer.await(gate.admit(Identity.OPEN, match)).orElseThrow().policy().isEmpty());
  }
}
