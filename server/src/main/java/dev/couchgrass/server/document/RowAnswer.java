package dev.couchgrass.server.document;

import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A long JSON answer that is written row by row, no faster than the client reads.
 *
 * <p>The answer begins with the first piece, so that failures before it still get their own status.
 * A failure after it ends the connection.
 */
public final class RowAnswer {
  private final Exchange exchange;
  private final String lineBreak;
  private Optional<ResponseSink> sink = Optional.empty();

  /** An answer with each row on a line of its own, as CouchDB writes listings. */
  public RowAnswer(Exchange exchange) {
    this(exchange, "\r\n");
  }

  private RowAnswer(Exchange exchange, String lineBreak) {
    this.exchange = exchange;
    this.lineBreak = lineBreak;
  }

  /** An answer with all rows on one line. */
  public static RowAnswer onOneLine(Exchange exchange) {
    return new RowAnswer(exchange, "");
  }

  /** What stands before each row, behind the comma if there is one. */
  String lineBreak() {
    return lineBreak;
  }

  /**
   * Writes one row.
   *
   * @param <T> a row
   */
  @FunctionalInterface
  public interface Renderer<T> {
    /** Appends the row's JSON; what is loaded for it first may take time. */
    Future<Void> render(JsonWriter out, T row);
  }

  /**
   * Writes all rows, separated by commas, and closes the cursor in any case.
   *
   * @param head JSON text before the first row
   * @param tail JSON text after the last
   */
  public <T> Future<Void> rows(
      String head, ResultCursor<T> rows, Renderer<T> renderer, String tail) {
    return new RowRun<>(this, exchange.vertx(), rows, renderer, head, tail)
        .run()
        .eventually(rows::close);
  }

  /** As {@link #rows(String, ResultCursor, Renderer, String)}, of rows that are there. */
  public <T> Future<Void> rows(String head, List<T> rows, Renderer<T> renderer, String tail) {
    return rows(head, new ListCursor<>(rows.iterator()), renderer, tail);
  }

  /** Writes a piece. */
  public Future<Void> write(byte[] piece) {
    ResponseSink open = sink.orElseGet(() -> exchange.chunked(200, exchange.jsonType()));
    sink = Optional.of(open);
    return open.write(Buffer.buffer(piece));
  }

  /** Ends the answer. */
  public Future<Void> end() {
    return sink.map(ResponseSink::end).orElseGet(Future::succeededFuture);
  }

  private record ListCursor<T>(Iterator<T> rows) implements ResultCursor<T> {
    @Override
    public Future<List<T>> next(int max) {
      return Future.succeededFuture(rows.hasNext() ? List.of(rows.next()) : List.of());
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
