package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.Chunks;
import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An upload over an engine whose commits take a turn of the event loop. */
class UploadPaceTest {
  private static final int LENGTH = 4_000_000;

  /** A piece that is written, and one that comes in; with room for what cuts them. */
  private static final int AHEAD = 4 * 65_536;

  private final AtomicLong written = new AtomicLong();
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(KvStorage.open(vertx, new Slow(), KvOptions.DEFAULTS));
  private final DocumentStore db = await(storage.create(new DatabaseName("db")));

  @AfterEach
  void close() {
    await(storage.close());
    await(vertx.close());
  }

  @Test
  @Tag("ATT-2")
  void theStreamWaitsForWhatIsWritten() {
    Watched stream = new Watched(Chunks.of(Attachments.random(LENGTH), 20_000));
    assertEquals(LENGTH, await(db.stage(stream, StageOptions.of("image/png"))).length());
    assertEquals(LENGTH, stream.handed);
    assertTrue(stream.ahead <= AHEAD, () -> "bytes not written yet: " + stream.ahead);
  }

  private final class Slow extends EngineWrapper {
    Slow() {
      super(new MemoryEngine());
    }

    @Override
    public Future<Void> commit(Batch batch) {
      Promise<Void> done = Promise.promise();
      super.commit(batch)
          .onComplete(
              result ->
                  vertx.runOnContext(
                      turn -> {
                        batch.changes().stream()
                            .flatMap(change -> change.value().stream())
                            .forEach(value -> written.addAndGet(value.length));
                        done.handle(result);
                      }));
      return done.future();
    }
  }

  /** Knows by how much it was ahead of what is written. */
  private final class Watched implements ReadStream<Buffer> {
    private final Chunks pieces;
    private long handed;
    private long ahead;

    Watched(Chunks pieces) {
      this.pieces = pieces;
    }

    @Override
    public Watched handler(Handler<Buffer> handler) {
      pieces.handler(
          piece -> {
            handed += piece.length();
            ahead = Math.max(ahead, handed - written.get());
            handler.handle(piece);
          });
      return this;
    }

    @Override
    public Watched exceptionHandler(Handler<Throwable> handler) {
      pieces.exceptionHandler(handler);
      return this;
    }

    @Override
    public Watched endHandler(Handler<Void> handler) {
      pieces.endHandler(handler);
      return this;
    }

    @Override
    public Watched pause() {
      pieces.pause();
      return this;
    }

    @Override
    public Watched resume() {
      pieces.resume();
      return this;
    }

    @Override
    public Watched fetch(long amount) {
      pieces.fetch(amount);
      return this;
    }
  }
}
