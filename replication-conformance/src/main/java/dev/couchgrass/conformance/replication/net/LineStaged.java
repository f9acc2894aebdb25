package dev.couchgrass.conformance.replication.net;

import dev.couchgrass.store.attachment.StagedAttachment;
import io.vertx.core.Future;
import java.util.Optional;

/** An attachment that waits beyond a line. It is gone when the store has ended meanwhile. */
record LineStaged(Line line, StagedAttachment inner, int life) implements StagedAttachment {
  @Override
  public String digest() {
    return inner.digest();
  }

  @Override
  public long length() {
    return inner.length();
  }

  @Override
  public Optional<String> encoding() {
    return inner.encoding();
  }

  @Override
  public long storedLength() {
    return inner.storedLength();
  }

  boolean gone() {
    return life != line.life();
  }

  @Override
  public Future<Void> release() {
    return gone() ? Future.succeededFuture() : line.atOnce(inner::release);
  }
}
