package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is forgotten is swept though nobody calls: these tests wait for the sweep, not for time. */
class StagingAlarmTest {
  private static final byte UPLOADS = 11;

  /** Completes with the next commit that takes an upload's mark away. */
  private volatile Promise<Void> swept = Promise.promise();

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage =
      StoreFixture.await(
          KvStorage.open(
              vertx,
              new EngineWrapper(new MemoryEngine()) {
                @Override
                public Future<Void> commit(Batch batch) {
                  boolean sweep =
                      batch.changes().stream()
                          .anyMatch(c -> c.key()[4] == UPLOADS && c.value().isEmpty());
                  return super.commit(batch).andThen(onSuccess(done -> told(sweep)));
                }
              },
              KvOptions.DEFAULTS.withMaxStagedAge(Duration.ofMillis(1))));
  private final DocumentStore db = StoreFixture.await(storage.create(new DatabaseName("db")));

  private void told(boolean sweep) {
    if (sweep) {
      swept.tryComplete();
    }
  }

  @AfterEach
  void close() {
    StoreFixture.await(storage.close());
    StoreFixture.await(vertx.close());
  }

  @Test
  @Tag("ATT-16")
  void theAlarmRingsAgainForWhatComesLater() {
    for (int i = 0; i < 3; i++) {
      StagedAttachment small = Attachments.stage(db, Attachments.random(10 + i));
      StagedAttachment large = Attachments.stage(db, Attachments.random(200_000 + i));
      StoreFixture.await(swept.future());
      swept = Promise.promise();
      assertGone(small);
      assertGone(large);
    }
  }

  @Test
  @Tag("ATT-16")
  void manyAreSweptInTurns() {
    List<StagedAttachment> small = new ArrayList<>();
    for (int i = 0; i < 350; i++) {
      small.add(Attachments.stage(db, Attachments.random(10 + i)));
    }
    StagedAttachment large = Attachments.stage(db, Attachments.random(200_000));
    StoreFixture.await(swept.future());
    small.forEach(this::assertGone);
    assertGone(large);
  }

  private void assertGone(StagedAttachment staged) {
    DocumentEdit edit =
        DocumentEdit.create(new DocumentId("a"), JsonBody.EMPTY)
            .withAttachments(List.of(new AttachmentEdit.Attach("f", "x/y", staged)));
    StoreFixture.assertFails(ErrorCode.BAD_REQUEST, db.write(edit));
  }
}
