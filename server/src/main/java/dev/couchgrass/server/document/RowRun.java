package dev.couchgrass.server.document;

import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;

/** Takes rows from a cursor and writes them, one page after the other. */
final class RowRun<T> {
  private static final int PAGE = 100;

  /** How much is gathered before it is sent. */
  private static final int PIECE = 32 << 10;

  private final RowAnswer answer;
  private final Vertx vertx;
  private final ResultCursor<T> cursor;
  private final RowAnswer.Renderer<T> renderer;
  private final String tail;
  private final Promise<Void> done = Promise.promise();
  private JsonWriter out = new JsonWriter(PIECE);
  private boolean first = true;

  RowRun(
      RowAnswer answer,
      Vertx vertx,
      ResultCursor<T> cursor,
      RowAnswer.Renderer<T> renderer,
      String head,
      String tail) {
    this.answer = answer;
    this.vertx = vertx;
    this.cursor = cursor;
    this.renderer = renderer;
    this.tail = tail;
    out.raw(head);
  }

  Future<Void> run() {
    nextPage();
    return done.future();
  }

  private void nextPage() {
    cursor
        .next(PAGE)
        .onFailure(done::fail)
        .onSuccess(
            page -> {
              if (page.isEmpty()) {
                out.raw(tail);
                flush().onComplete(done);
              } else {
                render(page, 0);
              }
            });
  }

  /** Goes on without leaving the loop as long as nothing is to be waited for. */
  private void render(List<T> page, int from) {
    for (int i = from; i < page.size(); i++) {
      out.raw(first ? answer.lineBreak() : "," + answer.lineBreak());
      first = false;
      Future<Void> ready = renderer.render(out, page.get(i));
      if (ready.succeeded() && out.size() < PIECE) {
        continue;
      }
      int next = i + 1;
      ready
          .compose(v -> out.size() < PIECE ? Future.succeededFuture() : flush())
          .onFailure(done::fail)
          .onSuccess(v -> vertx.runOnContext(w -> render(page, next)));
      return;
    }
    // On a fresh stack, since a cursor may have its next page ready at once.
    vertx.runOnContext(v -> nextPage());
  }

  private Future<Void> flush() {
    byte[] piece = out.toByteArray();
    out = new JsonWriter(PIECE);
    return answer.write(piece);
  }
}
