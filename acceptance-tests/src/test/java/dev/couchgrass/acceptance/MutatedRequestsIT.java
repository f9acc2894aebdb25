package dev.couchgrass.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Valid requests, spoilt at random: the server answers each with success or with a 4xx in CouchDB's
 * words, never with a 500, never not at all, and a refused request changes nothing.
 *
 * <p>{@code -Dmutations=N} sets how many, {@code -Dmutations.seed=S} repeats a run.
 */
class MutatedRequestsIT {
  private static final int COUNT = Integer.getInteger("mutations", 10_000);
  private static final DatabaseName DATABASE = new DatabaseName("fuzz");

  private static final ChangesOptions NEWEST =
      ChangesOptions.DEFAULTS.withDescending(true).withLimit(1);

  /** Every word that a refusal may use. */
  private static final Set<String> WORDS =
      Set.of(
          "bad_request",
          "not_found",
          "conflict",
          "illegal_docid",
          "invalid_design_doc",
          "illegal_database_name",
          "doc_validation",
          "query_parse_error",
          "method_not_allowed",
          "bad_content_type",
          "missing_stub",
          "file_exists",
          "forbidden",
          "unauthorized",
          "too_large",
          "content_md5_mismatch",
          "not_acceptable",
          "not_implemented",
          "too_many_keys",
          "requested_range_not_satisfiable",
          "precondition_failed",
          "uri_too_long",
          "header_fields_too_large",
          "attachment_too_large",
          "document_too_large",
          "invalid_encoding",
          "length_required",
          "expectation_failed",
          "bad_request_body");

  private static Vertx vertx;
  private static Storage storage;
  private static CouchServer server;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    storage = MemoryStorage.open(vertx).await();
    server =
        CouchServer.start(vertx, storage, ServerOptions.DEFAULTS.withPort(0).withOpen(true))
            .await();
  }

  @AfterAll
  static void stop() {
    server.close().await();
    storage.close().await();
    vertx.close().await();
  }

  @Test
  void spoiltRequestsAreRefusedInWordsAndChangeNothing() throws IOException {
    long seed = Long.getLong("mutations.seed", System.nanoTime());
    System.out.println(COUNT + " mutated requests, seed " + seed);
    Random random = new Random(seed);
    RequestTemplates templates = new RequestTemplates(DATABASE.value(), random);
    Mutator mutator = new Mutator(random);
    TreeMap<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < COUNT; i++) {
      DocumentStore database = database();
      String before = sequence(database);
      byte[] request = mutator.mutate(templates.next());
      RawAnswer answer = answer(request, seed, i);
      statuses.merge(answer.status(), 1, Integer::sum);
      judge(request, answer, before, sequence(database), seed);
    }
    System.out.println("answers by status (0: connection closed): " + statuses);
    assertTrue(statuses.getOrDefault(400, 0) > COUNT / 10, "too few were refused to mean anything");
  }

  /** Spoilt requests may well delete the database. */
  private static DocumentStore database() {
    DocumentStore database = storage.openOrCreate(DATABASE).await();
    if (database.info().await().documents() == 0) {
      database.write(DocumentEdit.create(new DocumentId("seed"), JsonBody.EMPTY)).await();
    }
    return database;
  }

  private static String sequence(DocumentStore database) {
    return database.info().map(info -> info.updateSequence().token()).otherwise("deleted").await();
  }

  private static RawAnswer answer(byte[] request, long seed, int number) {
    try {
      return RawAnswer.to(request, server.port());
    } catch (IOException e) {
      return fail("request " + number + " of seed " + seed + ": " + e + "\n" + text(request), e);
    }
  }

  private static void judge(
      byte[] request, RawAnswer answer, String before, String after, long seed) {
    String what = "seed " + seed + "\n" + text(request) + "\n-> " + answer;
    int status = answer.status();
    assertTrue(status < 500 || status == 501, what);
    if (status < 400) {
      return;
    }
    assertEquals(before, after, () -> "refused, but " + newest() + " changed: " + what);
    if (!text(request).startsWith("HEAD") && !otherProtocol(request, answer)) {
      assertFalse(answer.body().isEmpty(), what);
      JsonObject error = new JsonObject(answer.body());
      assertTrue(WORDS.contains(error.getString("error")), what);
      assertTrue(error.containsKey("reason"), what);
    }
  }

  /**
   * Whether the HTTP library answered by itself, as it does if the request is of a protocol that it
   * does not speak.
   */
  private static boolean otherProtocol(byte[] request, RawAnswer answer) {
    String line = text(request).lines().findFirst().orElse("");
    return answer.status() == 501 && answer.body().isEmpty() && !line.matches(".* HTTP/1\\.[01]");
  }

  /** Tells whether the change is this request's or comes late, of one before it. */
  private static Change newest() {
    return storage
        .openOrCreate(DATABASE)
        .compose(database -> database.changes(NEWEST))
        .compose(changes -> changes.toList(1))
        .await()
        .get(0);
  }

  private static String text(byte[] request) {
    return new String(request, StandardCharsets.ISO_8859_1);
  }
}
