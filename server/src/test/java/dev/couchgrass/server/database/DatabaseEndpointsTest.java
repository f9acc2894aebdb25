package dev.couchgrass.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.document.OpenServer;
import dev.couchgrass.server.document.OpenServer.Answer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseEndpointsTest {
  private static final String NO_DATABASE =
      "404 {\"error\":\"not_found\",\"reason\":\"Database does not exist.\"}";
  private static final String OK = "200 {\"ok\":true}";

  private final OpenServer server = new OpenServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void databasesAreMadeAndDeleted() {
    Answer made = server.put("/a%2Fb", "");
    assertEquals("201 {\"ok\":true}", made.toString());
    assertEquals(
        Optional.of("http://127.0.0.1:" + server.port() + "/a%2Fb"), made.header("Location"));
    assertEquals(
        "412 {\"error\":\"file_exists\",\"reason\":"
            + "\"The database could not be created, the file already exists.\"}",
        server.put("/a%2Fb", "").toString());
    assertEquals(200, server.send("HEAD", "/a%2Fb/", "").status());
    Answer wrong = server.delete("/a%2Fb?rev=1-a");
    assertEquals(400, wrong.status());
    assertTrue(wrong.body().contains("You tried to DELETE a database with a ?=rev parameter."));
    assertEquals(OK, server.delete("/a%2Fb").toString());
    assertEquals(NO_DATABASE, server.delete("/a%2Fb").toString());
    assertEquals(NO_DATABASE, server.get("/a%2Fb").toString());
  }

  @Test
  void badNamesAndParametersAreRefused() {
    for (String name : new String[] {"Abc", "1a", "_a", "a!", "%20"}) {
      Answer answer = server.put("/" + name, "");
      assertEquals(400, answer.status(), name);
      assertTrue(answer.body().contains("\"illegal_database_name\""), answer.body());
    }
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":\"The `q` value should be a positive integer.\"}",
        server.put("/x?q=0", "").toString());
    assertEquals(400, server.put("/x?n=a", "").status());
    assertEquals(400, server.put("/x?partitioned=7", "").status());
    assertEquals(501, server.put("/x?partitioned=true", "").status());
    assertEquals(NO_DATABASE, server.get("/x").toString());
    assertEquals(201, server.put("/x?q=8&n=3&partitioned=false", "").status());
  }

  @Test
  void aDatabaseTellsItsFigures() {
    server.put("/db/a", "{}");
    String rev = server.put("/db/b", "{}").rev();
    server.delete("/db/b?rev=" + rev);
    Answer info = server.get("/db");
    assertEquals(200, info.status());
    String shape = info.body().replaceAll(":(\"[^\"]*\"|[0-9]+|false)", ":_");
    assertEquals(
        "{\"instance_start_time\":_,\"db_name\":_,\"purge_seq\":_,\"update_seq\":_,"
            + "\"sizes\":{\"file\":_,\"external\":_,\"active\":_},\"props\":{},"
            + "\"doc_del_count\":_,\"doc_count\":_,\"disk_format_version\":_,"
            + "\"compact_running\":_,\"cluster\":{\"q\":_,\"n\":_,\"w\":_,\"r\":_}}",
        shape);
    assertTrue(info.body().contains("\"doc_del_count\":1,\"doc_count\":1,"), info.body());
    assertTrue(info.body().contains("\"db_name\":\"db\""), info.body());
  }

  @Test
  void aPostedDocumentMayLackAnId() {
    Answer posted = server.post("/db", "{\"x\":1}");
    assertEquals(
        "201 {\"ok\":true,\"id\":\"id1\",\"rev\":\"" + posted.rev() + "\"}", posted.toString());
    assertEquals(
        Optional.of("http://127.0.0.1:" + server.port() + "/db/id1"), posted.header("Location"));
    assertEquals(201, server.post("/db", "{\"_id\":\"n\"}").status());
    assertEquals(409, server.post("/db", "{\"_id\":\"n\"}").status());
    assertEquals(
        "202 {\"ok\":true,\"id\":\"m\"}",
        server.post("/db?batch=ok", "{\"_id\":\"m\"}").toString());
    assertEquals(400, server.post("/db", "{\"_id\":\"\"}").status());
    assertEquals(400, server.post("/db", "[1]").status());
    assertEquals(415, server.post("/db", "{}", "Content-Type", "text/plain").status());
  }

  @Test
  void securityIsKeptAndChecked() {
    assertEquals(
        "200 {\"members\":{\"roles\":[\"_admin\"]},\"admins\":{\"roles\":[\"_admin\"]}}",
        server.get("/db/_security").toString());
    String security = "{\"admins\":{\"names\":[\"a\"]},\"members\":{},\"x\":1}";
    assertEquals(OK, server.put("/db/_security", security).toString());
    assertEquals("200 " + security, server.get("/db/_security").toString());
    for (String bad :
        new String[] {
          "[]",
          "{",
          "{\"admins\":1}",
          "{\"admins\":{\"names\":1}}",
          "{\"members\":{\"roles\":[1]}}",
          "{\"admins\":{\"names\":[]},\"admins\":{\"names\":[\"b\"]}}",
          "{\"admins\":{\"names\":[],\"names\":[\"b\"]}}"
        }) {
      Answer answer = server.put("/db/_security", bad);
      assertEquals(400, answer.status(), bad);
      assertTrue(answer.body().contains("\"bad_request\""), answer.body());
    }
    assertEquals("200 " + security, server.get("/db/_security").toString());
  }

  @Test
  void limitsAreReadAndSet() {
    assertEquals("200 1000", server.get("/db/_revs_limit").toString());
    assertEquals(OK, server.put("/db/_revs_limit", "7").toString());
    assertEquals("200 7", server.get("/db/_revs_limit").toString());
    assertEquals("200 1000", server.get("/db/_purged_infos_limit").toString());
    assertEquals(OK, server.put("/db/_purged_infos_limit", "9").toString());
    assertEquals("200 9", server.get("/db/_purged_infos_limit").toString());
    for (String bad : new String[] {"0", "-1", "1.5", "\"7\"", "{}", "", "99999999999999999999"}) {
      assertEquals(400, server.put("/db/_revs_limit", bad).status(), bad);
      assertEquals(400, server.put("/db/_purged_infos_limit", bad).status(), bad);
    }
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":"
            + "\"`purge_infos_limit` must be positive integer\"}",
        server.put("/db/_purged_infos_limit", "0").toString());
  }

  @Test
  void upkeepIsAccepted() {
    assertEquals("202 {\"ok\":true}", server.post("/db/_compact", "").toString());
    assertEquals("202 {\"ok\":true}", server.post("/db/_view_cleanup", "").toString());
    assertEquals(404, server.post("/db/_compact/d", "").status());
    server.put("/db/_design/d", "{}");
    assertEquals("202 {\"ok\":true}", server.post("/db/_compact/d", "").toString());
    Answer commit = server.post("/db/_ensure_full_commit", "");
    assertEquals(201, commit.status());
    assertTrue(
        commit.body().matches("\\{\"ok\":true,\"instance_start_time\":\"\\d{10}\"}"), commit::body);
    String started = commit.body().replaceAll(".*:\"(\\d+)\"}", "\"instance_start_time\":\"$1\"");
    assertTrue(server.get("/db").body().contains(started), started);
    assertEquals(415, server.post("/db/_compact", "", "Content-Type", "text/plain").status());
    assertEquals(NO_DATABASE, server.post("/none/_compact", "").toString());
  }

  @Test
  void whatIsNotThereYetSaysSo() {
    assertEquals(501, server.post("/db/_find", "{}").status());
    assertEquals(501, server.get("/db/_index").status());
    assertEquals(501, server.get("/db/_shards").status());
    assertEquals(NO_DATABASE, server.post("/none/_find", "{}").toString());
    assertEquals(
        "404 {\"error\":\"not_found\",\"reason\":\"missing\"}",
        server.get("/db/_design/d/_view/v").toString());
    server.put("/db/_design/d", "{}");
    for (String path :
        new String[] {"_view/v", "_info", "_show/s/x", "_list/l/v", "_search/s", "_rewrite/a/b"}) {
      assertEquals(501, server.get("/db/_design/d/" + path).status(), path);
    }
    assertEquals(501, server.put("/db/_design/d/_update/u/x", "{}").status());
  }
}
