package dev.couchgrass.store.http.attachment;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes that wait to be sent: a few in memory, more in a temporary file of the owner alone. */
final class Spool {
  private static final int PIECE = 64 << 10;

  private final Vertx vertx;
  private final int inMemory;
  private Buffer memory = Buffer.buffer();
  private Optional<String> path = Optional.empty();
  private Optional<AsyncFile> file = Optional.empty();
  private long length;

  Spool(Vertx vertx, int inMemory) {
    this.vertx = vertx;
    this.inMemory = inMemory;
  }

  long length() {
    return length;
  }

  /** Takes in bytes; completes when the next may come. */
  Future<Void> write(byte[] bytes) {
    length += bytes.length;
    memory.appendBytes(bytes);
    return length <= inMemory || bytes.length == 0 ? Future.succeededFuture() : spill();
  }

  private Future<Void> spill() {
    Buffer full = memory;
    memory = Buffer.buffer();
    return file().compose(open -> open.write(full)).recover(Spool::failed);
  }

  private Future<AsyncFile> file() {
    return file.isPresent() ? Future.succeededFuture(file.get()) : make();
  }

  private Future<AsyncFile> make() {
    return vertx
        .fileSystem()
        .createTempFile("couchgrass-", ".staged", "rw-------")
        .compose(
            made -> {
              path = Optional.of(made);
              return vertx.fileSystem().open(made, new OpenOptions());
            })
        .andThen(onSuccess(opened -> file = Optional.of(opened)));
  }

  private static <T> Future<T> failed(Throwable cause) {
    return Future.failedFuture(StoreException.failed("A temporary file failed", cause));
  }

  /** The bytes from their start, as often as they are wanted. */
  Pieces read() {
    if (file.isEmpty()) {
      return Pieces.of(memory);
    }
    AsyncFile open = file.get();
    return new Pieces() {
      private long position;

      @Override
      public Future<Buffer> next() {
        return open.read(Buffer.buffer(PIECE), 0, position, PIECE)
            .andThen(onSuccess(piece -> position += piece.length()))
            .recover(Spool::failed);
      }

      @Override
      public void close() {
        position = length;
      }
    };
  }

  /** The bytes from their start, to be read by a worker, which closes them. */
  InputStream stream() throws IOException {
    return path.isPresent()
        ? new FileInputStream(path.get())
        : new ByteArrayInputStream(memory.getBytes());
  }

  /** Gives everything up. */
  Future<Void> delete() {
    memory = Buffer.buffer();
    Future<Void> closed = file.map(AsyncFile::close).orElse(Future.succeededFuture());
    file = Optional.empty();
    Optional<String> leftover = path;
    path = Optional.empty();
    return closed
        .eventually(() -> leftover.map(vertx.fileSystem()::delete).orElse(Future.succeededFuture()))
        .recover(Spool::failed);
  }
}
