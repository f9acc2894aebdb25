package dev.couchgrass.store.kv.blob;

import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.StagedBlob.Digests;
import dev.couchgrass.store.kv.write.StagedBlob.Form;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Takes in one attachment: reads the stream in pieces, pausing it while a piece is hashed,
 * compressed and written. The stream may call from any thread.
 */
public final class Staging {
  private final ReadStream<Buffer> content;
  private final StageOptions options;
  private final Workers workers;
  private final Incoming incoming;
  private final Intake intake;
  private final Promise<StagedAttachment> result = Promise.promise();
  private Buffer gathered = Buffer.buffer();
  private boolean busy;
  private boolean ended;
  private boolean broken;
  private boolean done;

  private Staging(
      ReadStream<Buffer> content, StageOptions options, Workers workers, Incoming incoming) {
    this.content = content;
    this.options = options;
    this.workers = workers;
    this.incoming = incoming;
    this.intake = new Intake(options);
  }

  /**
   * Reads the stream to its end.
   *
   * @param incoming where the bytes go
   */
  public static Future<StagedAttachment> stage(
      ReadStream<Buffer> content, StageOptions options, Workers workers, Incoming incoming) {
    Staging staging;
    try {
      staging = new Staging(content, options, workers, incoming);
    } catch (StoreException refusal) {
      drain(content);
      return Future.failedFuture(refusal);
    }
    staging.start();
    return staging.result.future();
  }

  private void start() {
    content.exceptionHandler(this::broken);
    content.endHandler(end -> end());
    content.handler(this::gather);
    content.resume();
  }

  private synchronized void end() {
    ended = true;
    work();
  }

  private synchronized void gather(Buffer piece) {
    gathered.appendBuffer(piece);
    if (gathered.length() >= BlobRecord.PIECE_BYTES) {
      content.pause();
      work();
    }
  }

  private synchronized void broken(Throwable cause) {
    broken = true;
    if (!busy) {
      abandon(cutShort());
    }
  }

  private static StoreException cutShort() {
    return new StoreException(
        ErrorCode.BAD_REQUEST, "The attachment's bytes ended before their time");
  }

  /** Works on what was gathered, unless that is under way, and at the end finishes. */
  private void work() {
    if (busy || done) {
      return;
    }
    busy = true;
    byte[] bytes = gathered.getBytes();
    gathered = Buffer.buffer();
    boolean last = ended;
    boolean small = last && bytes.length <= BlobRecord.PIECE_BYTES && intake.receivedLength() == 0;
    Future<byte[]> taken =
        small
            ? Future.future(p -> p.complete(take(bytes, true)))
            : workers.onWorker(() -> take(bytes, last));
    taken
        .compose(stored -> incoming.write(stored, last))
        .compose(written -> last ? finish() : Future.succeededFuture())
        .onComplete(step -> worked(step, last));
  }

  private synchronized void worked(AsyncResult<Void> step, boolean last) {
    busy = false;
    if (step.failed()) {
      abandon(step.cause());
    } else if (broken) {
      abandon(cutShort());
    } else if (!last) {
      goOn();
    }
  }

  private byte[] take(byte[] bytes, boolean last) {
    intake.add(bytes);
    if (last) {
      intake.finish();
    }
    return intake.takeStored();
  }

  private void goOn() {
    if (ended || gathered.length() >= BlobRecord.PIECE_BYTES) {
      work();
    } else {
      content.resume();
    }
  }

  private Future<Void> finish() {
    return decodedLength()
        .map(
            length -> {
              done = true;
              result.complete(
                  incoming.staged(
                      new Form(
                          new Digests(intake.md5(), intake.sha256()),
                          length,
                          intake.storedLength(),
                          intake.encoding())));
              return null;
            });
  }

  private Future<Long> decodedLength() {
    return intake.arrivedEncoded()
        ? workers.onWorker(this::countDecoded)
        : Future.succeededFuture(intake.receivedLength());
  }

  /** Bytes that came compressed are decoded once, to count them and to know that they can be. */
  private long countDecoded() {
    try (InputStream stored = incoming.read();
        InputStream decoded = new GZIPInputStream(stored, BlobRecord.PIECE_BYTES)) {
      byte[] buffer = new byte[BlobRecord.PIECE_BYTES];
      long length = 0;
      for (int count = decoded.read(buffer); count >= 0; count = decoded.read(buffer)) {
        length += count;
        if (length > options.maxLength()) {
          throw Intake.tooLarge();
        }
      }
      return length;
    } catch (IOException e) {
      throw new StoreException(ErrorCode.BAD_REQUEST, "The attachment is not valid gzip");
    }
  }

  private void abandon(Throwable cause) {
    if (done) {
      return;
    }
    done = true;
    if (!ended) {
      drain(content);
    }
    intake.abandon();
    Future.succeededFuture()
        .compose(now -> incoming.drop())
        .onComplete(dropped -> result.fail(cause));
  }

  /** What still arrives is read and dropped, so that a request can end and be answered. */
  private static void drain(ReadStream<Buffer> content) {
    content.handler(ignored -> {});
    content.exceptionHandler(ignored -> {});
    content.endHandler(ignored -> {});
    content.resume();
  }
}
