package dev.couchgrass.store.kv.blob;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.write.StagedBlob.Place;
import dev.couchgrass.store.kv.write.Transaction;
import dev.couchgrass.store.kv.write.Writer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * Where the stored form of an incoming attachment goes: it stays in memory as long as it is no
 * longer than a piece; from then on its pieces go to the engine.
 */
public final class Incoming {
  private final Engine engine;
  private final Keys keys;
  private final Writer writer;
  private Buffer waiting = Buffer.buffer();
  private long blob;
  private int pieces;

  public Incoming(Engine engine, Keys keys, Writer writer) {
    this.engine = engine;
    this.keys = keys;
    this.writer = writer;
  }

  /** Adds bytes; completes when they may be forgotten by the caller. */
  Future<Void> write(byte[] stored, boolean last) {
    waiting.appendBytes(stored);
    boolean inMemory = pieces == 0 && waiting.length() <= Staging.PIECE_BYTES;
    int whole = waiting.length() / Staging.PIECE_BYTES;
    boolean rest = last && waiting.length() % Staging.PIECE_BYTES != 0;
    if (inMemory || (whole == 0 && !rest)) {
      return Future.succeededFuture();
    }
    Buffer ready = waiting;
    int end = rest ? ready.length() : whole * Staging.PIECE_BYTES;
    waiting = ready.getBuffer(end, ready.length());
    return writer
        .submit(transaction -> put(ready, end, transaction), 1)
        .map(
            number -> {
              blob = number;
              pieces += (end + Staging.PIECE_BYTES - 1) / Staging.PIECE_BYTES;
              return null;
            });
  }

  private long put(Buffer ready, int end, Transaction transaction) {
    long number = blob == 0 ? transaction.blobs().nextNumber() : blob;
    if (blob == 0) {
      transaction.put(keys.of(Space.UPLOADS, number), new byte[0]);
    }
    int piece = pieces;
    for (int from = 0; from < end; from += Staging.PIECE_BYTES) {
      byte[] bytes = ready.getBytes(from, Math.min(end, from + Staging.PIECE_BYTES));
      transaction.put(keys.piece(number, piece++), bytes);
    }
    return number;
  }

  /** Where everything is, at the end. */
  Place place() {
    return pieces == 0 ? new Place.Memory(waiting.getBytes()) : new Place.Pieces(blob, pieces);
  }

  /** The stored form, at the end. */
  InputStream read() {
    return pieces == 0
        ? new ByteArrayInputStream(waiting.getBytes())
        : new PieceStream(engine.snapshot(), keys, blob, pieces);
  }

  /** Gives up what was written. */
  Future<Void> drop() {
    if (pieces == 0) {
      return Future.succeededFuture();
    }
    return writer
        .submit(
            transaction -> {
              transaction.delete(keys.of(Space.UPLOADS, blob));
              transaction.blobs().dropPieces(blob, pieces);
              return true;
            },
            1)
        .mapEmpty();
  }
}
