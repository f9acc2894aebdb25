package dev.couchgrass.store.memory.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.instrument.HeldEngine;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Edits that arrive while a commit is under way share the next one. */
class GroupCommitTest {
  private final HeldEngine engine = new HeldEngine(new MemoryEngine());
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage =
      StoreFixture.await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS));

  @AfterEach
  void close() {
    StoreFixture.await(storage.close());
    StoreFixture.await(vertx.close());
  }

  @Test
  @Tag("ATO-4")
  void farFewerCommitsThanWrites() {
    DocumentStore db = StoreFixture.await(storage.create(new DatabaseName("db")));
    int before = engine.commits();
    engine.hold();
    List<Future<RevisionId>> writes = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      writes.add(db.write(DocumentEdit.create(new DocumentId("d" + i), JsonBody.EMPTY)));
    }
    assertEquals(before + 1, engine.commits());
    writes.forEach(write -> assertFalse(write.isComplete()));
    engine.letGo();
    writes.forEach(StoreFixture::await);
    assertTrue(engine.commits() - before <= 3, () -> "commits: " + engine.commits());
    assertEquals(1_000, StoreFixture.await(db.info()).documents());
  }

  @Test
  @Tag("ATO-2")
  void nothingIsVisibleBeforeItsCommit() {
    DocumentStore db = StoreFixture.await(storage.create(new DatabaseName("db")));
    engine.hold();
    Future<RevisionId> write = db.write(DocumentEdit.create(new DocumentId("a"), JsonBody.EMPTY));
    assertTrue(StoreFixture.await(db.get(new DocumentId("a"))).isEmpty());
    engine.letGo();
    StoreFixture.await(write);
    assertTrue(StoreFixture.await(db.get(new DocumentId("a"))).isPresent());
  }
}
