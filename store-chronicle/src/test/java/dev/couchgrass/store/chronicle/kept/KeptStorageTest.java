package dev.couchgrass.store.chronicle.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleEngine;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.check.KvCheck;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an earlier release wrote is all there, and can be worked with. */
class KeptStorageTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void isReadWrittenAndReadAgain(int layout) throws IOException {
    KeptStorage kept = new KeptStorage(layout);
    kept.unpack(folder);
    DatabaseName name = new DatabaseName("notes");
    DocumentId added = new DocumentId("added");
    JsonBody body = JsonBody.parse("{\"added\":true}");
    Storage storage = KeptStorage.open(vertx, folder);
    assertEquals(kept.listing(), kept.list(storage));
    storage.open(name).await().write(DocumentEdit.create(added, body)).await();
    LogId logId = LogId.ofBytes(new byte[] {99});
    Operation operation =
        OperationBuilder.first().body(new byte[9]).sign(SigningKey.generate(new SecureRandom()));
    storage.transact(tx -> tx.operations().insert(operation, logId)).await();
    List<String> written = kept.list(storage);
    storage.close().await();
    assertSound();
    storage = KeptStorage.open(vertx, folder);
    assertEquals(body, storage.open(name).await().get(added).await().orElseThrow().body());
    assertEquals(written, kept.list(storage));
    assertTrue(storage.logs().await().operations().has(operation.id()).await());
    storage.close().await();
  }

  private void assertSound() throws IOException {
    List<String> problems = new ArrayList<>();
    Engine engine = ChronicleEngine.open(folder, ChronicleOptions.DEFAULTS, OpenListener.NONE);
    try (Snapshot snapshot = engine.snapshot()) {
      KvCheck.run(snapshot, (where, what) -> problems.add(where + ": " + what));
    }
    engine.close().await();
    assertEquals(List.of(), problems);
  }
}
