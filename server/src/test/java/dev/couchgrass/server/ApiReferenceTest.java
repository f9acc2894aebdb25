package dev.couchgrass.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method and path that the reference of CouchDB 3.5's API lists, asked of things that are
 * there: each is served, or refused for what it is, never as a database or a document that is
 * missing.
 */
class ApiReferenceTest {
  private static final String SERVER =
      """
      GET /
      GET /_active_tasks
      GET /_all_dbs
      GET /_dbs_info
      POST /_dbs_info
      GET /_cluster_setup
      POST /_cluster_setup
      GET /_db_updates
      GET /_membership
      POST /_replicate
      GET /_scheduler/jobs
      GET /_scheduler/docs
      GET /_scheduler/docs/_replicator
      GET /_scheduler/docs/_replicator/doc
      GET /_node/_local
      GET /_node/_local/_stats
      GET /_node/_local/_stats/couchdb/httpd/requests
      GET /_node/_local/_prometheus
      GET /_node/_local/_smoosh/status
      GET /_node/_local/_system
      POST /_node/_local/_restart
      GET /_node/_local/_versions
      GET /_node/_local/_config
      GET /_node/_local/_config/httpd
      GET /_node/_local/_config/httpd/port
      PUT /_node/_local/_config/httpd/port
      DELETE /_node/_local/_config/httpd/port
      POST /_node/_local/_config/_reload
      POST /_search_analyze
      POST /_nouveau_analyze
      GET /_utils
      GET /_utils/
      GET /_up
      GET /_uuids
      GET /favicon.ico
      GET /_reshard
      GET /_reshard/state
      PUT /_reshard/state
      GET /_reshard/jobs
      POST /_reshard/jobs
      GET /_reshard/jobs/1
      DELETE /_reshard/jobs/1
      GET /_reshard/jobs/1/state
      PUT /_reshard/jobs/1/state
      GET /_session
      POST /_session
      DELETE /_session
      """;

  private static final String DATABASE =
      """
      HEAD /db
      GET /db
      POST /db
      PUT /db
      GET /db/_all_docs
      POST /db/_all_docs
      POST /db/_all_docs/queries
      GET /db/_design_docs
      POST /db/_design_docs
      POST /db/_design_docs/queries
      GET /db/_local_docs
      POST /db/_local_docs
      POST /db/_local_docs/queries
      POST /db/_bulk_get
      POST /db/_bulk_docs
      POST /db/_find
      POST /db/_explain
      GET /db/_index
      POST /db/_index
      POST /db/_index/_bulk_delete
      DELETE /db/_index/app/json/name
      GET /db/_shards
      GET /db/_shards/doc
      POST /db/_sync_shards
      GET /db/_changes
      POST /db/_changes
      POST /db/_compact
      POST /db/_compact/app
      POST /db/_ensure_full_commit
      POST /db/_view_cleanup
      POST /db/_search_cleanup
      POST /db/_nouveau_cleanup
      GET /db/_security
      PUT /db/_security
      POST /db/_purge
      GET /db/_purged_infos
      GET /db/_purged_infos_limit
      PUT /db/_purged_infos_limit
      POST /db/_missing_revs
      POST /db/_revs_diff
      GET /db/_revs_limit
      PUT /db/_revs_limit
      GET /db/_partition/p
      GET /db/_partition/p/_all_docs
      GET /db/_partition/p/_design/app/_view/v
      POST /db/_partition/p/_find
      POST /db/_partition/p/_explain
      """;

  private static final String DOCUMENT =
      """
      HEAD /db/doc
      GET /db/doc
      PUT /db/doc
      DELETE /db/doc
      COPY /db/doc
      HEAD /db/doc/file
      GET /db/doc/file
      PUT /db/doc/file
      DELETE /db/doc/file
      HEAD /db/_design/app
      GET /db/_design/app
      PUT /db/_design/app
      DELETE /db/_design/app
      COPY /db/_design/app
      HEAD /db/_design/app/file
      GET /db/_design/app/file
      PUT /db/_design/app/file
      DELETE /db/_design/app/file
      GET /db/_design/app/_info
      GET /db/_design/app/_view/v
      POST /db/_design/app/_view/v
      POST /db/_design/app/_view/v/queries
      GET /db/_design/app/_search/i
      GET /db/_design/app/_search_info/i
      GET /db/_design/app/_search_disk_size/i
      GET /db/_design/app/_nouveau/i
      GET /db/_design/app/_nouveau_info/i
      GET /db/_design/app/_show/f
      POST /db/_design/app/_show/f
      GET /db/_design/app/_show/f/doc
      POST /db/_design/app/_show/f/doc
      GET /db/_design/app/_list/f/v
      POST /db/_design/app/_list/f/v
      GET /db/_design/app/_list/f/app/v
      POST /db/_design/app/_list/f/app/v
      POST /db/_design/app/_update/f
      PUT /db/_design/app/_update/f/doc
      GET /db/_design/app/_rewrite/path
      GET /db/_local/note
      PUT /db/_local/note
      COPY /db/_local/note
      DELETE /db/_local/note
      """;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    created("/db", "");
    String file =
        ",\"_attachments\":{\"file\":{\"content_type\":\"text/plain\",\"data\":\"eA==\"}}}";
    created("/db/doc", "{\"n\":1" + file);
    created("/db/_design/app", "{\"language\":\"javascript\"" + file);
    created("/db/_local/note", "{}");
    created("/_replicator/doc", "{\"source\":\"db\",\"target\":\"copy\",\"create_target\":true}");
  }

  private static void created(String path, String body) {
    assertEquals(201, ask("PUT", path, body).status(), path);
  }

  private static Answer ask(String request) {
    int space = request.indexOf(' ');
    return ask(request.substring(0, space), request.substring(space + 1), "");
  }

  private static Answer ask(String method, String path, String body) {
    return server.send(
        method,
        path,
        body,
        "Authorization",
        TestServer.admin(),
        "Content-Type",
        "application/json");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> reference() {
    return Stream.of(SERVER, DATABASE, DOCUMENT).flatMap(String::lines);
  }

  @ParameterizedTest
  @MethodSource("reference")
  void isServedOrRefusedForWhatItIs(String request) {
    Answer answer = ask(request);
    assertNotEquals(405, answer.status(), answer::text);
    boolean missing = answer.text().matches("(?s).*\"(missing|deleted|Database does not.*)\".*");
    assertFalse(answer.status() == 404 && (missing || request.startsWith("HEAD")), answer::text);
    if (answer.status() >= 500) {
      assertEquals(501, answer.status());
      assertEquals("not_implemented", answer.json().path("error").asText());
      assertFalse(answer.json().path("reason").asText().isEmpty());
    }
  }
}
