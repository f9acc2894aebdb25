package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * Signatures that are being verified, piece by piece: whoever judges the first entries need not
 * wait for the last ones.
 */
final class Ahead {
  private record Piece(List<Signatures.Question> questions, Promise<Void> done) {}

  private final Function<List<Signatures.Question>, Future<Void>> verify;

  /** What nobody has begun with. */
  private final Queue<Piece> left = new ArrayDeque<>();

  private final Map<Cid, Future<Void>> known = new HashMap<>();

  /**
   * What is to be verified, of which nothing is yet.
   *
   * @param pieces of signatures, in the order in which they are needed
   * @param verify verifies a piece, on a worker
   */
  Ahead(
      List<List<Signatures.Question>> pieces,
      Function<List<Signatures.Question>, Future<Void>> verify) {
    this.verify = verify;
    for (List<Signatures.Question> questions : pieces) {
      Piece piece = new Piece(questions, Promise.promise());
      left.add(piece);
      questions.forEach(each -> known.put(each.entry().id(), piece.done().future()));
    }
  }

  /** Begins with so many pieces at a time. */
  Ahead begin(int lanes) {
    for (int i = 0; i < lanes; i++) {
      next();
    }
    return this;
  }

  private void next() {
    poll().ifPresent(this::begin);
  }

  /** The next piece begins before anybody judges this one, so that workers need not wait. */
  private void begin(Piece piece) {
    verify
        .apply(piece.questions())
        .onComplete(
            ended -> {
              next();
              piece.done().handle(ended);
            });
  }

  private synchronized Optional<Piece> poll() {
    return Optional.ofNullable(left.poll());
  }

  /** Completes when the signature of an entry is known, or need not be. */
  Future<Void> of(Entry entry) {
    return Optional.ofNullable(known.get(entry.id())).orElseGet(Future::succeededFuture);
  }
}
