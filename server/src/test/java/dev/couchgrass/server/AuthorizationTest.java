package dev.couchgrass.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route there is, for every kind of caller: routes that come later are tested by this too.
 */
class AuthorizationTest {
  private static final DatabaseName TOWN = new DatabaseName("town");
  private static final JsonBody SECURITY =
      JsonBody.parse(
          "{\"admins\":{\"names\":[\"mayor\"],\"roles\":[]},"
              + "\"members\":{\"names\":[],\"roles\":[\"citizen\"]}}");

  /** Who calls, and the highest access they have. */
  private static final Map<String, Access> CALLERS =
      Map.of(
          "",
          Access.ANYONE,
          "stranger",
          Access.USER,
          "member",
          Access.MEMBER,
          "mayor",
          Access.DATABASE_ADMIN,
          TestServer.ADMIN,
          Access.SERVER_ADMIN);

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer();
    server.addUser("stranger", "pw");
    server.addUser("member", "pw", "citizen");
    server.addUser("mayor", "pw");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int call(Route route, String caller) {
    DocumentStore town = TestServer.await(server.storage.openOrCreate(TOWN));
    TestServer.await(town.setSecurity(SECURITY));
    String path = route.pattern().replace("{db}", "town").replace("{node}", "_local");
    path = path.replaceAll("\\{[a-z]+\\*?}", "x");
    List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
    if (!caller.isEmpty()) {
      String password = caller.equals(TestServer.ADMIN) ? TestServer.PASSWORD : "pw";
      headers.addAll(List.of("Authorization", TestServer.basic(caller, password)));
    }
    String query = path.endsWith("/_changes") ? "?timeout=1" : "";
    String body = route.method().name().matches("PUT|POST") ? "{}" : "";
    return server
        .send(route.method().name(), path + query, body, headers.toArray(String[]::new))
        .status();
  }

  @Test
  void everyRouteLetsPassWhomItMayAndNobodyElse() {
    List<Route> routes = server.server.routes();
    assertTrue(routes.size() > 25, "There are fewer routes than there were");
    for (Route route : routes) {
      CALLERS.forEach(
          (caller, level) -> {
            boolean allowed = level.compareTo(required(route)) >= 0;
            int status = call(route, caller);
            boolean refused = status == 401 || status == 403;
            boolean never = route.pattern().contains("/_config/");
            if (!never || !allowed) {
              assertEquals(
                  !allowed,
                  refused,
                  () -> route.method() + " " + route.pattern() + " by '" + caller + "': " + status);
            }
          });
    }
  }

  /** Within a database, nobody is less than a member. */
  private static Access required(Route route) {
    boolean within = route.opensDatabase() && route.access().compareTo(Access.MEMBER) < 0;
    return within ? Access.MEMBER : route.access();
  }

  @Test
  void aDatabaseWithoutSecurityBelongsToAdmins() {
    var name = new DatabaseName("village");
    var village = TestServer.await(server.storage.create(name));
    assertEquals(JsonBody.EMPTY, TestServer.await(village.security()));
    var security = dev.couchgrass.server.auth.DatabaseSecurity.of(JsonBody.EMPTY);
    var nobody = dev.couchgrass.server.http.Identity.ANONYMOUS;
    assertEquals(false, security.isMember(nobody));
    assertEquals(true, security.isMember(dev.couchgrass.server.http.Identity.OPEN));
    var open = dev.couchgrass.server.auth.DatabaseSecurity.accepted(JsonBody.EMPTY);
    assertEquals(true, dev.couchgrass.server.auth.DatabaseSecurity.of(open).isMember(nobody));
  }
}
