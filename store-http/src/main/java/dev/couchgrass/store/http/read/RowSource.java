package dev.couchgrass.store.http.read;

import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.json.RowScanner;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Leases;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of one answer, read as they are asked for. Holds the answer's connection until its end.
 * What a row can't be made of is left out if its reading says so.
 */
final class RowSource<T> {
  private final Pieces body;
  private final RowScanner scanner;
  private final Function<byte[], Optional<T>> row;
  private final Leases leases;
  private final Runnable lease = this::breakOff;
  private Optional<RuntimeException> failure = Optional.empty();
  private Optional<byte[]> envelope = Optional.empty();
  private boolean closed;

  RowSource(Pieces body, RowScanner scanner, Function<byte[], Optional<T>> row, Leases leases) {
    this.body = body;
    this.scanner = scanner;
    this.row = row;
    this.leases = leases;
    leases.add(lease);
  }

  /** Reads up to the first row, or to the end; gives what stands before the rows. */
  Future<byte[]> head() {
    return Repeat.whileTrue(
            () ->
                scanner.begun() || envelope.isPresent()
                    ? Future.succeededFuture(false)
                    : more().map(true))
        .map(begun -> scanner.head());
  }

  /** At least one row and at most so many; none at the end, and once closed. */
  Future<List<T>> next(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1");
    }
    List<T> rows = new ArrayList<>();
    return Repeat.whileTrue(() -> take(rows, max)).map(taken -> rows);
  }

  private Future<Boolean> take(List<T> rows, int max) {
    if (failure.isPresent()) {
      return Future.failedFuture(failure.get());
    }
    if (closed) {
      rows.clear();
      return Future.succeededFuture(false);
    }
    try {
      while (rows.size() < max && scanner.hasRow()) {
        scanner.poll().flatMap(row).ifPresent(rows::add);
      }
    } catch (RuntimeException e) {
      return failed(e);
    }
    return rows.isEmpty() && envelope.isEmpty() ? more().map(true) : Future.succeededFuture(false);
  }

  private Future<Void> more() {
    return body.next()
        .compose(
            piece -> {
              if (piece.length() > 0) {
                scanner.feed(piece.getBytes());
              } else {
                envelope = Optional.of(scanner.finish());
                leases.remove(lease);
              }
              return Future.<Void>succeededFuture();
            })
        .recover(cause -> closed ? Future.succeededFuture() : failed(cause));
  }

  private <R> Future<R> failed(Throwable cause) {
    RuntimeException known =
        cause instanceof StoreException expected ? expected : Failures.malformed(cause);
    failure = Optional.of(known);
    body.close();
    leases.remove(lease);
    return Future.failedFuture(known);
  }

  /** The answer without its rows; empty until all are read. */
  Optional<byte[]> envelope() {
    return scanner.hasRow() ? Optional.empty() : envelope;
  }

  /** Readers are told that there was more. */
  private void breakOff() {
    if (!closed && envelope.isEmpty() && failure.isEmpty()) {
      failure = Optional.of(Failures.brokenOff());
      body.close();
    }
  }

  void close() {
    closed = true;
    leases.remove(lease);
    body.close();
  }
}
