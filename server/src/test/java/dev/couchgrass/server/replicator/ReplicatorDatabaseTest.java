package dev.couchgrass.server.replicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import dev.couchgrass.store.document.DocumentEdit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicatorDatabaseTest {
  private static final String TO_FAR = "'source':'a','target':'" + ReplicatingServer.FAR + "'";

  private static String put(ReplicatingServer home, String id, String json) {
    Answer written = home.send("PUT", "/_replicator/" + id, json);
    assertEquals(201, written.status(), written.text());
    return written.json().path("rev").asText();
  }

  @Test
  void aDocumentOfAReplicationThatEndsSaysSo() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      ReplicatingServer.write(home.near("a"), "one");
      put(home, "once", "{'source':'a','target':'b','create_target':true,'mine':7}");
      home.awaitState("once", "completed");
      JsonNode document =
          ReplicatingServer.until(
              () -> home.get("/_replicator/once"), d -> d.has("_replication_state"));
      assertEquals("completed", document.path("_replication_state").asText());
      assertTrue(document.path("_replication_state_time").asText().matches("\\S{19}Z"));
      assertEquals(1, document.at("/_replication_stats/docs_written").asInt());
      assertEquals(7, document.path("mine").asInt());
      JsonNode row = home.document("once");
      assertTrue(row.path("id").isNull());
      assertEquals(1, row.at("/info/docs_written").asInt());
      assertEquals(1, home.get("/b/one").path("n").asInt());
      assertEquals(0, home.get("/_scheduler/jobs").path("total_rows").asInt());
    }
  }

  @Test
  void aContinuousOneRunsUntilItsDocumentIsDeleted() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      String rev = put(home, "live", "{" + TO_FAR + ",'continuous':true}");
      ReplicatingServer.write(home.near("a"), "one");
      ReplicatingServer.awaitDocument(ReplicatingServer.open(home.far, "far"), "one");
      home.awaitState("live", "running");
      JsonNode row = home.document("live");
      assertEquals("http://far.example/far/", row.path("target").asText());
      assertTrue(row.path("id").asText().endsWith("+continuous"));
      assertFalse(home.get("/_replicator/live").has("_replication_state"));
      String job = row.path("id").asText();
      Answer refused = home.replicate("{'cancel':true,'replication_id':'" + job + "'}");
      assertEquals(403, refused.status(), refused.text());
      assertEquals(200, home.send("DELETE", "/_replicator/live?rev=" + rev, "").status());
      ReplicatingServer.until(
          () -> home.get("/_scheduler/jobs"), jobs -> jobs.path("total_rows").asInt() == 0);
      ReplicatingServer.until(() -> home.remotes.open.get(), open -> open == 0);
      assertEquals(404, home.send("GET", "/_scheduler/docs/_replicator/live", "").status());
    }
  }

  @Test
  void anotherRevisionIsAnotherReplication() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      String rev = put(home, "live", "{" + TO_FAR + ",'continuous':true}");
      home.awaitState("live", "running");
      String before = home.document("live").path("id").asText();
      ReplicatingServer.create(home.server.storage, "b");
      put(home, "live", "{'source':'a','target':'b','continuous':true,'_rev':'" + rev + "'}");
      ReplicatingServer.until(
          () -> home.document("live"),
          row ->
              row.path("state").asText().equals("running")
                  && !row.path("id").asText().equals(before));
      ReplicatingServer.until(() -> home.remotes.open.get(), open -> open == 0);
    }
  }

  @Test
  void theSameReplicationIsNotRunTwice() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      put(home, "first", "{" + TO_FAR + ",'continuous':true}");
      home.awaitState("first", "running");
      put(home, "second", "{" + TO_FAR + ",'continuous':true}");
      home.awaitState("second", "failed");
      String id = home.document("first").path("id").asText();
      String reason =
          "Replication `"
              + id
              + "` specified by document `second` already started, triggered by"
              + " document `first` from db `_replicator`";
      assertEquals(reason, home.document("second").at("/info/error").asText());
      JsonNode failed =
          ReplicatingServer.until(
              () -> home.get("/_replicator/second"), d -> d.has("_replication_state"));
      assertEquals("failed", failed.path("_replication_state").asText());
      assertEquals(reason, failed.path("_replication_state_reason").asText());
      home.awaitState("first", "running");
    }
  }

  @Test
  void oneThatARequestRunsIsWaitedFor() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      String wanted = "{" + TO_FAR + ",'continuous':true";
      home.replicate(wanted + "}");
      put(home, "patient", wanted + "}");
      home.awaitState("patient", "error");
      home.replicate(wanted + ",'cancel':true}");
      home.awaitState("patient", "running");
    }
  }

  @Test
  void oneThatFailsIsTriedAgain() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      put(home, "eager", "{'source':'not_yet','target':'a'}");
      JsonNode row =
          ReplicatingServer.until(
              () -> home.document("eager"),
              r ->
                  r.path("error_count").asInt() > 1 && r.path("state").asText().equals("crashing"));
      assertEquals("db_not_found: could not open not_yet", row.at("/info/error").asText());
      ReplicatingServer.create(home.server.storage, "not_yet");
      home.awaitState("eager", "completed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'target':'a'} | 403 | The `source` property must exist and be either a string or an object.",
        "{'source':{},'target':'a'} | 403 | The url property must exist in the `source` field and must be a non-empty string.",
        "{'source':'a','target':'b','continuous':'x'} | 403 | The `continuous` field must be a boolean.",
        "{'source':'a','target':'b','doc_ids':{}} | 403 | The `doc_ids` field must be an array of strings.",
        "{'source':'a','target':'b','user_ctx':7} | 403 | The `user_ctx` property must be a non-null object.",
        "{'source':'a','target':'b','worker_processes':'x'} | 403 | parameter `worker_processes` must be a positive integer",
        "{'source':'a','target':'b','filter':'x/y'} | 501 | Filters that run code are not implemented."
      })
  void whatIsNoReplicationIsRefused(String json, int status, String reason) {
    try (ReplicatingServer home = new ReplicatingServer()) {
      Answer refused = home.send("PUT", "/_replicator/bad", json);
      assertEquals(status, refused.status(), refused.text());
      assertEquals(reason, refused.json().path("reason").asText());
      assertEquals(404, home.send("GET", "/_replicator/bad", "").status());
    }
  }

  @Test
  void oneThatGotInOtherwiseFails() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      JsonBody body = JsonBody.parse("{\"source\":\"http://x:s3cr3t@\",\"target\":\"a\"}");
      TestServer.await(
          home.near("_replicator").write(DocumentEdit.create(new DocumentId("bad"), body)));
      home.awaitState("bad", "failed");
      JsonNode row = home.document("bad");
      assertEquals("`source` has an invalid url", row.at("/info/error").asText());
      assertFalse(row.toString().contains("s3cr3t"));
      ReplicatingServer.until(
          () -> home.get("/_replicator/bad"), d -> d.has("_replication_state_reason"));
    }
  }

  @Test
  void moreThanMayRunTakeTurns() {
    try (ReplicatingServer home =
        new ReplicatingServer(
            options -> options.withMaxJobs(1).withInterval(Duration.ofMillis(20)))) {
      List<String> names = List.of("b", "c", "d");
      for (String name : names) {
        String target = "'target':'" + name + "','create_target':true,'continuous':true}";
        put(home, name, "{'source':'a'," + target);
      }
      ReplicatingServer.write(home.near("a"), "one");
      for (String name : names) {
        ReplicatingServer.until(
            () -> home.send("GET", "/" + name + "/one", "").status(), s -> s == 200);
      }
      JsonNode running = home.get("/_scheduler/docs?states=running");
      assertTrue(running.path("total_rows").asInt() <= 1, running::toString);
      JsonNode page = home.get("/_scheduler/docs/_replicator?skip=1&limit=1");
      assertEquals(3, page.path("total_rows").asInt());
      assertEquals(1, page.path("offset").asInt());
      assertEquals("c", page.at("/docs/0/doc_id").asText());
      assertEquals(1, page.path("docs").size());
    }
  }

  @Test
  void otherReplicatorDatabasesCountFromTheirCreationToTheirEnd() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      assertEquals(201, home.send("PUT", "/my%2F_replicator", "").status());
      home.send("PUT", "/my%2F_replicator/live", "{" + TO_FAR + ",'continuous':true}");
      String path = "/_scheduler/docs/my%2F_replicator/live";
      ReplicatingServer.until(
          () -> home.get(path), r -> r.path("state").asText().equals("running"));
      assertEquals(200, home.send("DELETE", "/my%2F_replicator", "").status());
      ReplicatingServer.until(
          () -> home.get("/_scheduler/jobs"), jobs -> jobs.path("total_rows").asInt() == 0);
      assertEquals(404, home.send("GET", path, "").status());
      assertEquals(404, home.send("GET", "/_scheduler/docs/a", "").status());
    }
  }

  @Test
  void nobodyButServerAdministratorsReadsTheDocuments() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      put(home, "live", "{" + TO_FAR + ",'continuous':true}");
      home.server.addUser("bea", "pw");
      String security = "{'admins':{'names':['bea']},'members':{'names':['bea']}}";
      assertEquals(200, home.send("PUT", "/_replicator/_security", security).status());
      String bea = TestServer.basic("bea", "pw");
      for (String path : List.of("/live", "/_all_docs?include_docs=true", "/_changes", "")) {
        Answer refused = home.server.get("/_replicator" + path, "Authorization", bea);
        assertEquals(403, refused.status(), path);
      }
      assertEquals(401, home.server.get("/_replicator/live").status());
    }
  }

  @Test
  void aReplicationHasItsUsersRightsAndNoMore() {
    try (ReplicatingServer home = new ReplicatingServer()) {
      ReplicatingServer.create(home.server.storage, "b");
      String bea = ",'user_ctx':{'name':'bea','roles':['staff']}}";
      put(home, "hers", "{'source':'a','target':'b'" + bea);
      home.awaitState("hers", "crashing");
      assertTrue(home.document("hers").at("/info/error").asText().startsWith("unauthorized: "));
      home.send("PUT", "/a/_security", "{'members':{'names':['bea']}}");
      home.send("PUT", "/b/_security", "{'admins':{'roles':['staff']}}");
      home.awaitState("hers", "completed");
    }
  }
}
