package dev.couchgrass.server.replicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicateEndpointTest {
  private final ReplicatingServer home = new ReplicatingServer();

  @AfterEach
  void stop() {
    home.close();
  }

  @Test
  void onceItAnswersWithWhatItDid() {
    ReplicatingServer.write(home.near("a"), "one");
    ReplicatingServer.write(home.near("a"), "two");
    Answer answer = home.replicate("{'source':'a','target':'b','create_target':true}");
    assertEquals(200, answer.status(), answer.text());
    JsonNode json = answer.json();
    assertTrue(json.path("ok").asBoolean());
    assertEquals(3, json.path("replication_id_version").asInt());
    JsonNode session = json.at("/history/0");
    assertEquals(json.path("session_id"), session.path("session_id"));
    assertEquals(json.path("source_last_seq"), session.path("recorded_seq"));
    assertEquals(2, session.path("docs_read").asInt());
    assertEquals(2, session.path("docs_written").asInt());
    assertEquals(0, session.path("doc_write_failures").asInt());
    assertEquals(2, session.path("missing_checked").asInt());
    assertEquals(2, session.path("missing_found").asInt());
    assertEquals("0", session.path("start_last_seq").asText());
    assertTrue(session.path("start_time").asText().endsWith("GMT"));
    assertEquals(404, home.send("GET", "/b/none", "").status());
    assertEquals(1, home.get("/b/one").path("n").asInt());
  }

  @Test
  void itGoesOnFromWhereTheLastOneEnded() {
    ReplicatingServer.write(home.near("a"), "one");
    JsonNode first =
        home.replicate("{'source':'a','target':'" + ReplicatingServer.FAR + "'}").json();
    JsonNode same =
        home.replicate("{'source':'a','target':'" + ReplicatingServer.FAR + "'}").json();
    assertTrue(same.path("no_changes").asBoolean(), same::toString);
    assertEquals(first.path("session_id"), same.at("/history/0/session_id"));
    ReplicatingServer.write(home.near("a"), "two");
    JsonNode more =
        home.replicate("{'source':'a','target':'" + ReplicatingServer.FAR + "'}").json();
    assertEquals(1, more.at("/history/0/docs_written").asInt());
    assertEquals(first.path("source_last_seq"), more.at("/history/0/start_last_seq"));
    assertEquals(2, more.path("history").size());
    assertEquals(0, home.remotes.open.get(), "what was opened is closed");
  }

  @Test
  void onlyWhatIsWantedTravels() {
    for (String id : new String[] {"one", "two", "three"}) {
      ReplicatingServer.write(ReplicatingServer.open(home.far, "far"), id);
    }
    JsonNode some =
        home.replicate("{'source':'" + ReplicatingServer.FAR + "','target':'a','doc_ids':['two']}")
            .json();
    assertEquals(1, some.at("/history/0/docs_written").asInt());
    assertEquals(404, home.send("GET", "/a/one", "").status());
    assertEquals(200, home.send("GET", "/a/two", "").status());
    String far =
        "{'source':'" + ReplicatingServer.FAR + "','target':'b','create_target':true,'selector':";
    JsonNode selected = home.replicate(far + "{'_id':{'$lt':'three'}}}").json();
    assertEquals(1, selected.at("/history/0/docs_read").asInt());
    assertEquals(200, home.send("GET", "/b/one", "").status());
    assertEquals(404, home.send("GET", "/b/three", "").status());
  }

  @Test
  void whatCannotBeIsSaid() {
    String a = "'target':'a'";
    Answer missing = home.replicate("{'source':'none'," + a + "}");
    assertEquals(404, missing.status());
    assertEquals("db_not_found", missing.json().path("error").asText());
    assertEquals("could not open none", missing.json().path("reason").asText());
    Answer wrong = home.replicate("{'source':'http://anna:wr0ng@far.example/far'," + a + "}");
    assertEquals(401, wrong.status());
    assertEquals(
        "unauthorized to access or create database http://far.example/far/",
        wrong.json().path("reason").asText());
    home.remotes.fail();
    Answer away = home.replicate("{'source':'" + ReplicatingServer.FAR + "'," + a + "}");
    assertEquals(500, away.status());
    assertEquals("replication_failed", away.json().path("error").asText());
    assertEquals(400, home.replicate("[]").status());
    assertEquals(400, home.replicate("{").status());
    assertEquals(501, home.replicate("{'source':'a','target':'b','filter':'x/y'}").status());
    assertEquals(0, home.get("/_scheduler/jobs").path("total_rows").asInt());
  }

  @Test
  void withoutAWayThereUrlsAreRefused() {
    try (TestServer alone = new TestServer()) {
      Answer refused =
          alone.send(
              "POST",
              "/_replicate",
              "{\"source\":\"http://h/db\",\"target\":\"a\"}",
              "Authorization",
              TestServer.admin());
      assertEquals(501, refused.status(), refused.text());
    }
  }

  @Test
  void continuouslyItGoesOnUntilItIsTakenBack() {
    String wanted = "{'source':'a','target':'" + ReplicatingServer.FAR + "','continuous':true";
    Answer started = home.replicate(wanted + "}");
    assertEquals(202, started.status(), started.text());
    String id = started.json().path("_local_id").asText();
    assertTrue(id.endsWith("+continuous"), id);
    ReplicatingServer.write(home.near("a"), "later");
    ReplicatingServer.awaitDocument(ReplicatingServer.open(home.far, "far"), "later");
    assertEquals(id, home.replicate(wanted + "}").json().path("_local_id").asText());
    assertEquals(1, home.get("/_scheduler/jobs").path("total_rows").asInt());
    JsonNode tasks =
        ReplicatingServer.until(
            () -> home.get("/_active_tasks"), t -> t.at("/0/docs_written").asInt() == 1);
    assertTask(tasks.path(0), id);
    assertFalse(tasks.toString().contains(MemoryRemotes.PASSWORD));
    JsonNode job = home.get("/_scheduler/jobs/" + id.replace("+", "%2B"));
    assertEquals("started", job.at("/history/0/type").asText());
    assertEquals("added", job.at("/history/1/type").asText());
    assertEquals("http://far.example/far/", job.path("target").asText());
    assertTrue(job.path("database").isNull() && job.path("doc_id").isNull());
    assertFalse(job.toString().contains(MemoryRemotes.PASSWORD));
    Answer over = home.replicate(wanted + ",'cancel':true}");
    assertEquals(200, over.status());
    assertEquals(id, over.json().path("_local_id").asText());
    assertEquals(404, home.replicate(wanted + ",'cancel':true}").status());
    assertEquals("[]", home.get("/_active_tasks").toString());
    assertEquals(404, home.send("GET", "/_scheduler/jobs/x", "").status());
    assertEquals(0, home.remotes.open.get());
  }

  private static void assertTask(JsonNode task, String id) {
    assertEquals("replication", task.path("type").asText());
    assertEquals(id, task.path("replication_id").asText());
    assertEquals(TestServer.ADMIN, task.path("user").asText());
    assertTrue(task.path("continuous").asBoolean());
    assertTrue(task.path("started_on").asLong() > 0);
    for (String name :
        new String[] {
          "docs_read",
          "doc_write_failures",
          "missing_revisions_found",
          "revisions_checked",
          "changes_pending",
          "checkpointed_source_seq",
          "source_seq",
          "through_seq",
          "updated_on"
        }) {
      assertTrue(task.has(name), name);
    }
  }

  @Test
  void itIsTakenBackByItsIdToo() {
    Answer started =
        home.replicate("{'source':'a','target':'b','continuous':true,'create_target':true}");
    String id = started.json().path("_local_id").asText();
    assertTrue(id.endsWith("+continuous+create_target"), id);
    assertEquals(404, home.replicate("{'cancel':true,'replication_id':'x'}").status());
    assertEquals(200, home.replicate("{'cancel':true,'replication_id':'" + id + "'}").status());
    assertEquals(0, home.get("/_scheduler/jobs").path("total_rows").asInt());
  }

  @Test
  void aContinuousOneComesBackWhenTheOtherServerDoes() {
    home.remotes.fail();
    String wanted = "{'source':'a','target':'" + ReplicatingServer.FAR + "','continuous':true}";
    String id = home.replicate(wanted).json().path("_local_id").asText();
    String path = "/_scheduler/jobs/" + id.replace("+", "%2B");
    JsonNode crashed =
        ReplicatingServer.until(
            () -> home.get(path), job -> job.at("/history/0/type").asText().equals("crashed"));
    assertEquals(
        "replication_failed: could not open http://far.example/far/: The server is not reached (x)",
        crashed.at("/history/0/reason").asText());
    home.remotes.mend();
    ReplicatingServer.write(home.near("a"), "one");
    ReplicatingServer.awaitDocument(ReplicatingServer.open(home.far, "far"), "one");
  }

  @Test
  void onlyServerAdministratorsReplicate() {
    home.server.addUser("bea", "pw");
    String bea = TestServer.basic("bea", "pw");
    String body = "{\"source\":\"a\",\"target\":\"b\"}";
    assertEquals(401, home.server.send("POST", "/_replicate", body).status());
    assertEquals(401, home.server.send("POST", "/_replicate", body, "Authorization", bea).status());
    assertEquals(401, home.server.get("/_scheduler/docs", "Authorization", bea).status());
  }
}
