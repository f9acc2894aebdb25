package dev.couchgrass.store.http.attachment;

import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.wire.Place;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Attachments of one database that wait for an edit. The protocol has no place for them, so they
 * wait on this side.
 */
public final class Staging {
  private final Place place;
  private final Room room;
  private final int inMemory;
  private final boolean encodes;
  private final Set<HttpStaged> staged = new LinkedHashSet<>();
  private boolean closed;

  /**
   * @param encodes whether the server takes attachments that are compressed already
   */
  public Staging(Place place, Room room, int inMemory, boolean encodes) {
    this.place = place;
    this.room = room;
    this.inMemory = inMemory;
    this.encodes = encodes;
  }

  Place place() {
    return place;
  }

  /** Takes in an attachment's bytes. */
  public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
    Spool spool = new Spool(place.vertx(), inMemory);
    Intake intake = new Intake(options, encodes);
    return new Upload(place, content, piece -> store(spool, intake.add(piece)))
        .run()
        .compose(all -> store(spool, intake.finish()))
        .compose(all -> Decoded.length(place.vertx(), spool, intake, options))
        .<StagedAttachment>map(length -> keep(spool, intake, length))
        .recover(
            cause -> {
              room.give(spool.length());
              return spool.delete().transform(gone -> Future.failedFuture(cause));
            })
        .andThen(over -> intake.close());
  }

  private Future<Void> store(Spool spool, byte[] bytes) {
    room.take(spool.length(), bytes.length);
    return spool.write(bytes);
  }

  private HttpStaged keep(Spool spool, Intake intake, long length) {
    if (closed) {
      throw StoreException.databaseMissing();
    }
    HttpStaged kept = new HttpStaged(this, spool, intake.storedDigest(), length, intake.encoding());
    staged.add(kept);
    return kept;
  }

  void forget(HttpStaged dropped) {
    if (staged.remove(dropped)) {
      room.give(dropped.storedLength());
    }
  }

  /** What an edit may send. */
  public HttpStaged require(StagedAttachment content) {
    if (content instanceof HttpStaged known && known.belongsTo(this)) {
      return known;
    }
    throw new StoreException(
        ErrorCode.BAD_REQUEST, "The staged attachment was released, or is another database's");
  }

  /** Gives everything up, what is still on its way in, too. */
  public Future<Void> close() {
    closed = true;
    return Repeat.each(List.copyOf(staged), HttpStaged::release);
  }
}
