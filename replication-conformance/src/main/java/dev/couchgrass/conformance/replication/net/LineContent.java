package dev.couchgrass.conformance.replication.net;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An attachment that comes by a line, piece by piece. Once a piece was lost, no other comes. */
final class LineContent implements AttachmentContent {
  private final Line line;
  private final Session session;
  private final AttachmentContent content;
  private final int life;
  private boolean broken;

  LineContent(Line line, Session session, AttachmentContent content) {
    this.line = line;
    this.session = session;
    this.content = content;
    this.life = line.life();
    line.closeInTheEnd(content::close);
  }

  @Override
  public AttachmentInfo info() {
    return content.info();
  }

  @Override
  public Future<Buffer> next() {
    if (broken || life != line.life()) {
      return Future.failedFuture(Line.dead());
    }
    return line.callOnce(
            session,
            () -> life == line.life() ? content.next() : Future.<Buffer>failedFuture(Line.dead()))
        .andThen(onFailure(failure -> broken = true));
  }

  @Override
  public Future<Void> close() {
    return life == line.life() ? line.atOnce(content::close) : Future.succeededFuture();
  }

  /** What came of a stream, and what it failed with if it did. */
  record Received(List<Buffer> pieces, Optional<Throwable> failure) {}

  /**
   * Takes all of a stream. A store that is then given the same can do with it, in one event, what
   * it would have done piece by piece.
   */
  static Future<Received> receive(ReadStream<Buffer> stream) {
    List<Buffer> pieces = new ArrayList<>();
    Promise<Received> received = Promise.promise();
    stream.exceptionHandler(
        cause -> received.tryComplete(new Received(pieces, Optional.of(cause))));
    stream.endHandler(end -> received.tryComplete(new Received(pieces, Optional.empty())));
    stream.handler(pieces::add);
    stream.resume();
    return received.future();
  }
}
