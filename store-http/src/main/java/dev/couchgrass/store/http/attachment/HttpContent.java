package dev.couchgrass.store.http.attachment;

import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.attachment.AttachmentReads.Extent;
import dev.couchgrass.store.http.read.Remote;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * An attachment's bytes, or a part of them, as they come. Fails, instead of ending, if they are not
 * as many as they should be.
 */
final class HttpContent implements AttachmentContent {
  private final Remote remote;
  private final AttachmentInfo info;
  private final Pieces body;
  private final Runnable lease = this::breakOff;
  private final boolean toEnd;
  private long before;
  private long left;
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean closed;

  HttpContent(Remote remote, AttachmentInfo info, Pieces body, Extent extent) {
    this.remote = remote;
    this.info = info;
    this.body = body;
    this.before = extent.skipped();
    this.left = extent.to() - extent.from();
    this.toEnd = extent.to() == extent.length();
    remote.leases().add(lease);
  }

  @Override
  public AttachmentInfo info() {
    return info;
  }

  @Override
  public Future<Buffer> next() {
    return remote
        .wire()
        .place()
        .run(
            () -> {
              Buffer taken = Buffer.buffer();
              return Repeat.whileTrue(() -> take(taken)).map(done -> taken);
            });
  }

  /** Whether to go on: nothing wanted has come yet. */
  private Future<Boolean> take(Buffer taken) {
    if (failure.isPresent()) {
      return Future.failedFuture(failure.get());
    }
    if (closed) {
      return Future.succeededFuture(false);
    }
    if (left == 0) {
      return finish();
    }
    return body.next()
        .map(
            piece -> {
              if (piece.length() == 0) {
                throw Failures.malformed("an attachment breaks off");
              }
              return add(piece, taken);
            })
        .recover(this::failed);
  }

  private boolean add(Buffer piece, Buffer taken) {
    int skip = (int) Math.min(before, piece.length());
    before -= skip;
    int wanted = (int) Math.min(left, piece.length() - skip);
    taken.appendBuffer(piece, skip, wanted);
    left -= wanted;
    if (toEnd && skip + wanted < piece.length()) {
      throw Failures.malformed("an attachment is longer than it should be");
    }
    return wanted == 0;
  }

  /** Reads the end, which may tell that what was read was not the attachment. */
  private Future<Boolean> finish() {
    if (!toEnd) {
      end();
      return Future.succeededFuture(false);
    }
    return body.next()
        .map(
            piece -> {
              if (piece.length() > 0) {
                throw Failures.malformed("an attachment is longer than it should be");
              }
              end();
              return false;
            })
        .recover(this::failed);
  }

  private Future<Boolean> failed(Throwable cause) {
    if (closed) {
      return Future.succeededFuture(false);
    }
    RuntimeException known =
        cause instanceof RuntimeException expected ? expected : Failures.malformed(cause);
    failure = Optional.of(known);
    body.close();
    remote.leases().remove(lease);
    return Future.failedFuture(known);
  }

  /** Readers are told that there was more. */
  private void breakOff() {
    if (!closed && failure.isEmpty()) {
      failure = Optional.of(Failures.brokenOff());
      body.close();
    }
  }

  private void end() {
    closed = true;
    body.close();
    remote.leases().remove(lease);
  }

  @Override
  public Future<Void> close() {
    return remote
        .wire()
        .place()
        .run(
            () -> {
              end();
              return Future.succeededFuture();
            });
  }
}
