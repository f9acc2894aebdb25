package dev.couchgrass.sync.log.ingest;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.operation.OperationStore;
import dev.couchgrass.sync.log.item.Arrival;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what arrives and verifies signatures, on as many workers as there are cores. What is there
 * already is known by its hash, so its signature is not verified again.
 */
final class Verification {
  /** How many a worker verifies in one go: some milliseconds. */
  private static final int PIECE = 32;

  private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors());

  private final Vertx vertx;
  private final OperationStore there;

  /**
   * @param there tells what need not be verified
   */
  Verification(Vertx vertx, OperationStore there) {
    this.vertx = vertx;
    this.there = there;
  }

  /** Checks each, in the order in which they arrived. */
  Future<List<Checked>> check(List<Arrival> arrivals, Checked.Source source) {
    return inPieces(arrivals, arrival -> Checked.read(arrival, source))
        .compose(
            read ->
                there
                    .present(ids(read))
                    .compose(known -> inPieces(read, checked -> verify(checked, known))));
  }

  private static List<Hash> ids(List<Checked> read) {
    List<Hash> ids = new ArrayList<>();
    for (Checked checked : read) {
      if (checked instanceof Checked.Formed formed) {
        ids.add(formed.operation().id());
      }
    }
    return ids;
  }

  private Checked verify(Checked checked, Set<Hash> known) {
    return checked instanceof Checked.Formed formed && !known.contains(formed.operation().id())
        ? Checked.verify(formed)
        : checked;
  }

  private <A, B> Future<List<B>> inPieces(List<A> all, Function<A, B> work) {
    List<List<A>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PIECE) {
      pieces.add(all.subList(from, Math.min(all.size(), from + PIECE)));
    }
    List<List<B>> done = new ArrayList<>();
    pieces.forEach(piece -> done.add(List.of()));
    List<Future<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(LANES, pieces.size()); lane++) {
      int first = lane;
      lanes.add(
          vertx.executeBlocking(
              () -> {
                for (int i = first; i < pieces.size(); i += LANES) {
                  List<B> results = pieces.get(i).stream().map(work).toList();
                  synchronized (done) {
                    done.set(i, results);
                  }
                }
                return null;
              },
              false));
    }
    return Future.all(lanes).map(ended -> joined(done));
  }

  private static <B> List<B> joined(List<List<B>> pieces) {
    synchronized (pieces) {
      return pieces.stream().flatMap(List::stream).toList();
    }
  }
}
