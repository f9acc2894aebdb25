package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SequenceFormTest {
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage =
      await(KvStorage.open(vertx, new MemoryEngine(), KvOptions.DEFAULTS));

  @AfterEach
  void close() {
    await(storage.close());
    await(vertx.close());
  }

  /** The number and the instance of a database's newest sequence. */
  private static String[] newest(DocumentStore db) {
    DatabaseInfo info = await(db.info());
    String token = info.updateSequence().token();
    assertTrue(token.matches("[0-9]+-.{12}"), token);
    String[] parts = token.split("-", 2);
    assertTrue(info.instance().replace("-", "").startsWith(parts[1]), token);
    return parts;
  }

  @Test
  @Tag("SEQ-3")
  void aSequenceIsANumberAndTheInstance() {
    DocumentStore one = await(storage.create(new DatabaseName("one")));
    DocumentStore other = await(storage.create(new DatabaseName("other")));
    String[] before = newest(one);
    await(one.write(DocumentEdit.create(new DocumentId("a"), JsonBody.EMPTY)));
    String[] after = newest(one);
    assertEquals(Long.parseLong(before[0]) + 1, Long.parseLong(after[0]));
    assertEquals(before[1], after[1]);
    assertNotEquals(after[1], newest(other)[1]);
  }
}
