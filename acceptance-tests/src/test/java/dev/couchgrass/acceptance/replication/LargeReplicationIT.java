package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.acceptance.Packaged;
import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.Chunks;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.http.HttpStorage;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged command with a heap of 256 MiB between two packaged servers: attachments of 50 MB,
 * several of one document, a document with 1,000 revisions, and one with 1,000 conflicts.
 */
@Timeout(600)
class LargeReplicationIT {
  private static final int BYTES = 50_000_000;
  private static final int MANY = 1_000;
  private static final String ADMIN = "admin";
  private static final DatabaseName NAME = new DatabaseName("db");

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static Packaged.Server serve(Path data) throws IOException {
    return Packaged.serve(data, ADMIN + ":" + ADMIN, "-Xmx256m");
  }

  private Storage open(Packaged.Server server) {
    return await(
        HttpStorage.open(
            vertx,
            HttpOptions.of("http://127.0.0.1:" + server.port())
                .withAuthentication(new HttpAuthentication.Basic(ADMIN, ADMIN))));
  }

  @Test
  void whatIsLargeTravelsWithinASmallHeap() throws Exception {
    try (Packaged.Server near = serve(folder.resolve("source"));
        Packaged.Server far = serve(folder.resolve("target"))) {
      Storage nearby = open(near);
      Storage faraway = open(far);
      DocumentStore source = await(nearby.create(NAME));
      fill(source);
      replicate(near, far);
      Contents.assertEqual(
          Contents.of(source), Contents.of(await(faraway.open(NAME))), "the target");
      await(nearby.close());
      await(faraway.close());
    }
  }

  private static List<AttachmentEdit> staged(DocumentStore db) {
    List<AttachmentEdit> attached = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      attached.add(
          new AttachmentEdit.Attach(
              name,
              "image/png",
              await(
                  db.stage(
                      Chunks.of(Attachments.random(BYTES), 1 << 16),
                      StageOptions.of("image/png")))));
    }
    return attached;
  }

  private static void fill(DocumentStore db) {
    Attachments.write(db, "large", Optional.empty(), staged(db));
    List<DocumentGraft> grafts = new ArrayList<>();
    List<RevisionId> history = new ArrayList<>();
    for (int generation = MANY; generation >= 1; generation--) {
      history.add(RevisionId.parse(generation + "-%032x".formatted(generation)));
    }
    grafts.add(graft("long", history));
    for (int i = 0; i < MANY; i++) {
      grafts.add(
          graft(
              "torn",
              List.of(
                  RevisionId.parse("2-%032x".formatted(i)),
                  RevisionId.parse("1-%032x".formatted(0)))));
    }
    await(db.graft(grafts)).forEach(result -> result.orThrow());
  }

  private static DocumentGraft graft(String id, List<RevisionId> history) {
    return new DocumentGraft(
        new DocumentId(id),
        new RevisionHistory(history),
        false,
        JsonBody.parse("{\"rev\":\"" + history.get(0) + "\"}"),
        List.of());
  }

  private void replicate(Packaged.Server near, Packaged.Server far) throws Exception {
    Path said = folder.resolve("said");
    List<String> command = Packaged.command("-Xmx256m");
    command.addAll(List.of("replicate", url(near), url(far)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(Map.of("COUCHGRASS_ADMIN", ADMIN + ":" + ADMIN));
    int exitCode = builder.start().waitFor();
    String output = Files.readString(said, UTF_8);
    System.out.println("LargeReplicationIT: " + output.strip());
    assertEquals(0, exitCode, output);
  }

  private static String url(Packaged.Server server) {
    return "http://127.0.0.1:" + server.port() + "/" + NAME;
  }
}
