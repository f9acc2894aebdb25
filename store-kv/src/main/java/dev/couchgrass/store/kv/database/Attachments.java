package dev.couchgrass.store.kv.database;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.flow.Caller;
import dev.couchgrass.store.kv.blob.Incoming;
import dev.couchgrass.store.kv.blob.Staging;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.StagingArea;
import dev.couchgrass.store.kv.write.Transaction;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** How attachments come into a database, and how their bytes leave it. */
final class Attachments {
  private final Engine engine;
  private final Keys keys;
  private final Workers workers;
  private final Writer<Transaction> writer;
  private final StagingArea staging;
  private final Drain drain;

  Attachments(
      Engine engine,
      Keys keys,
      Workers workers,
      Writer<Transaction> writer,
      StagingArea.Terms staging) {
    this.engine = engine;
    this.keys = keys;
    this.workers = workers;
    this.writer = writer;
    this.staging = new StagingArea(keys, staging, workers.alarm());
    this.drain = new Drain(engine, keys, workers, writer);
  }

  /** See {@link dev.couchgrass.store.DocumentStore#stage}. */
  Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
    Incoming incoming = new Incoming(engine, keys, writer, staging);
    return Caller.current().deliver(Staging.stage(content, options, workers, incoming));
  }

  /**
   * Drops what a crash left of attachments that no document named, and begins to remove what was
   * dropped.
   */
  Future<Void> recover() {
    return new Leftovers(engine, keys, workers, writer)
        .drop()
        .andThen(onSuccess(dropped -> drain.run()));
  }

  /** Removes what was dropped; completes when nothing is left of it. */
  Future<Void> removeDropped() {
    return drain.run();
  }

  /** Forgets what is staged: the database is closed, or gone. */
  void close() {
    staging.close();
  }
}
