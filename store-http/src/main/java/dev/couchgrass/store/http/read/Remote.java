package dev.couchgrass.store.http.read;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.http.json.RowScanner;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Leases;
import dev.couchgrass.store.http.wire.Path;
import dev.couchgrass.store.http.wire.Place;
import dev.couchgrass.store.http.wire.Wire;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * A database at the other end of a wire.
 *
 * @param leases what is open of it
 */
public record Remote(Wire wire, Leases leases, DatabaseName name) {
  /** Where it lies. */
  public Path path() {
    return Path.of(name);
  }

  /** Something of it. */
  public Path path(String segment) {
    return path().segment(segment);
  }

  Place place() {
    return wire.place();
  }

  /** Asks for rows, which are the array of this name in the answer. */
  <T> Future<RowSource<T>> rows(Call call, String member, Function<byte[], Optional<T>> row) {
    return wire.send(call.asStream())
        .map(
            answer ->
                new RowSource<>(
                    answer.body(),
                    new RowScanner(member, wire.options().limits().answerBytes()),
                    row,
                    leases));
  }
}
