package dev.couchgrass.store.http.attachment;

import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import java.util.Optional;

/** Bytes that wait on this side until an edit sends them. */
public final class HttpStaged implements StagedAttachment {
  private final Staging staging;
  private final Spool spool;
  private final String digest;
  private final long length;
  private final Optional<String> encoding;
  private final long storedLength;
  private int uses;
  private boolean released;

  HttpStaged(Staging staging, Spool spool, String digest, long length, Optional<String> encoding) {
    this.staging = staging;
    this.spool = spool;
    this.digest = digest;
    this.length = length;
    this.encoding = encoding;
    this.storedLength = spool.length();
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Optional<String> encoding() {
    return encoding;
  }

  @Override
  public long storedLength() {
    return storedLength;
  }

  /** The bytes, encoded. */
  public Pieces read() {
    return spool.read();
  }

  /** Whether these bytes may be sent to the database of that staging. */
  public boolean belongsTo(Staging to) {
    return staging == to && (!released || uses > 0);
  }

  /** An edit begins to use the bytes. */
  public void use() {
    uses++;
  }

  /** An edit needs the bytes no more. */
  public Future<Void> unuse() {
    uses--;
    return released && uses == 0 ? drop() : Future.succeededFuture();
  }

  @Override
  public Future<Void> release() {
    return staging
        .place()
        .run(
            () -> {
              if (released) {
                return Future.succeededFuture();
              }
              released = true;
              return uses == 0 ? drop() : Future.succeededFuture();
            });
  }

  private Future<Void> drop() {
    staging.forget(this);
    return spool.delete();
  }
}
