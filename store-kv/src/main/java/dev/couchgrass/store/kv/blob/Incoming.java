package dev.couchgrass.store.kv.blob;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.write.StagedBlob;
import dev.couchgrass.store.kv.write.StagedBlob.Form;
import dev.couchgrass.store.kv.write.StagedBlob.Place;
import dev.couchgrass.store.kv.write.StagingArea;
import dev.couchgrass.store.kv.write.StagingArea.Share;
import dev.couchgrass.store.kv.write.Transaction;
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
  private final Writer<Transaction> writer;
  private final StagingArea area;
  private final Share share;
  private Buffer waiting = Buffer.buffer();
  private long blob;
  private int pieces;
  private long length;

  public Incoming(Engine engine, Keys keys, Writer<Transaction> writer, StagingArea area) {
    this.engine = engine;
    this.keys = keys;
    this.writer = writer;
    this.area = area;
    this.share = area.share();
  }

  /**
   * Adds bytes; completes when they may be forgotten by the caller.
   *
   * @throws dev.couchgrass.store.error.StoreException if there is no room for them
   */
  Future<Void> write(byte[] stored, boolean last) {
    share.grow(stored.length);
    waiting.appendBytes(stored);
    boolean inMemory = pieces == 0 && waiting.length() <= BlobRecord.PIECE_BYTES;
    int whole = waiting.length() / BlobRecord.PIECE_BYTES;
    boolean rest = last && waiting.length() % BlobRecord.PIECE_BYTES != 0;
    if (inMemory || (whole == 0 && !rest)) {
      return Future.succeededFuture();
    }
    Buffer ready = waiting;
    int end = rest ? ready.length() : whole * BlobRecord.PIECE_BYTES;
    waiting = ready.getBuffer(end, ready.length());
    return writer
        .submit(transaction -> put(ready, end, transaction), 1)
        .map(
            number -> {
              blob = number;
              length += end;
              pieces += (end + BlobRecord.PIECE_BYTES - 1) / BlobRecord.PIECE_BYTES;
              return null;
            });
  }

  private long put(Buffer ready, int end, Transaction transaction) {
    long number = blob == 0 ? transaction.blobs().nextNumber() : blob;
    if (blob == 0) {
      transaction.put(keys.of(Space.UPLOADS, number), new byte[0]);
    }
    int piece = pieces;
    for (int from = 0; from < end; from += BlobRecord.PIECE_BYTES) {
      byte[] bytes = ready.getBytes(from, Math.min(end, from + BlobRecord.PIECE_BYTES));
      transaction.blobs().putPiece(number, piece++, bytes);
    }
    return number;
  }

  /** The attachment at the end, when everything has been written. */
  StagedBlob staged(Form form) {
    Place place =
        pieces == 0
            ? new Place.Memory(waiting.getBytes())
            : new Place.Pieces(new BlobRecord(blob, pieces, length, 0));
    StagedBlob staged = new StagedBlob(writer, area, share, form, place);
    area.add(staged);
    return staged;
  }

  /** The stored form, at the end. */
  InputStream read() {
    return pieces == 0
        ? new ByteArrayInputStream(waiting.getBytes())
        : new PieceStream(engine.snapshot(), keys, blob, pieces);
  }

  /** Gives up what was written. */
  Future<Void> drop() {
    share.giveBack();
    if (pieces == 0) {
      return Future.succeededFuture();
    }
    return writer
        .submitUpkeep(
            transaction -> {
              transaction.delete(keys.of(Space.UPLOADS, blob));
              transaction.blobs().drop(new BlobRecord(blob, pieces, length, 0));
              return true;
            })
        .mapEmpty();
  }
}
