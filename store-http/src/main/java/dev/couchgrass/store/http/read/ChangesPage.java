package dev.couchgrass.store.http.read;

import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.wire.Place;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One answer of {@code _changes}. Where it ends its server tells: so until then {@link #pending} is
 * 0, and {@link #lastSequence} is the last row's.
 */
final class ChangesPage implements ChangesResult {
  private final Place place;
  private final RowSource<Change> rows;
  private final boolean none;

  // Read by whoever has the rows, on any thread.
  private volatile Tail at;
  private boolean closed;

  ChangesPage(Place place, RowSource<Change> rows, ChangesOptions options) {
    this.place = place;
    this.rows = rows;
    this.none = options.limit() == 0;
    this.at = new Tail(options.since(), 0);
  }

  @Override
  public Future<List<Change>> next(int max) {
    return place.run(() -> none ? passOver() : take(max));
  }

  private Future<List<Change>> take(int max) {
    return rows.next(max)
        .compose(
            taken -> {
              if (taken.isEmpty()) {
                return ended().map(taken);
              }
              at = new Tail(taken.get(taken.size() - 1).sequence(), 0);
              return Future.succeededFuture(taken);
            });
  }

  /** For a limit of none: the moment stays where it was, and what was read comes after it. */
  private Future<List<Change>> passOver() {
    UpdateSequence since = at.last();
    boolean now = since.equals(UpdateSequence.NOW);
    List<Change> passed = new ArrayList<>();
    return Repeat.whileTrue(() -> take(1).map(taken -> passed.addAll(taken)))
        .map(
            end -> {
              if (!now && !closed) {
                at = new Tail(since, at.pending() + passed.size());
              }
              return List.of();
            });
  }

  private Future<Void> ended() {
    rows.envelope().filter(end -> !closed).map(Tail::of).ifPresent(tail -> at = tail);
    closed = true;
    return Future.succeededFuture();
  }

  /** Reads on to the end, which tells of the moment it is of. */
  Future<Void> drain() {
    return Repeat.whileTrue(() -> take(1000).map(taken -> !taken.isEmpty()));
  }

  @Override
  public UpdateSequence lastSequence() {
    return at.last();
  }

  @Override
  public long pending() {
    return at.pending();
  }

  @Override
  public Future<Void> close() {
    return place.run(
        () -> {
          closed = true;
          rows.close();
          return Future.succeededFuture();
        });
  }

  /** What stands after the rows. Servers that do not count what is pending have sent it all. */
  private record Tail(UpdateSequence last, long pending) {
    private static Tail of(byte[] json) {
      return Read.whole(json, Tail::read);
    }

    private static Tail read(JsonReader reader) {
      Optional<UpdateSequence> last = Optional.empty();
      OptionalLong pending = OptionalLong.empty();
      reader.enterObject();
      while (reader.nextMember()) {
        switch (reader.name()) {
          case "last_seq" -> last = Optional.of(Read.sequence(reader));
          case "pending" -> pending = Read.count(reader);
          default -> reader.skip();
        }
      }
      return new Tail(Read.require(last, "last_seq"), pending.orElse(0));
    }
  }
}
