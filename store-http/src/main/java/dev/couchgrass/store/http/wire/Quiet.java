package dev.couchgrass.store.http.wire;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves a server alone for as long as it asked, by {@code Retry-After} with 429 or 503. To be used
 * at one place alone.
 */
final class Quiet {
  private static final Set<Integer> BUSY = Set.of(429, 503);

  private final Vertx vertx;
  private final Duration longest;
  private final Map<Long, Promise<Void>> pauses = new HashMap<>();
  private Future<Void> over = Future.succeededFuture();

  /**
   * Nothing was asked for yet.
   *
   * @param longest a server is not left alone for longer
   */
  Quiet(Vertx vertx, Duration longest) {
    this.vertx = vertx;
    this.longest = longest;
  }

  /** Completes once the server may be asked: at once, most of the time. */
  Future<Void> over() {
    return over;
  }

  /** Looks whether an answer asks for a pause. */
  void note(int status, MultiMap headers) {
    if (BUSY.contains(status)) {
      asked(headers).filter(pause -> pause.toMillis() > 0).ifPresent(this::begin);
    }
  }

  private void begin(Duration asked) {
    Duration pause = asked.compareTo(longest) < 0 ? asked : longest;
    if (pause.toMillis() == 0) {
      return;
    }
    Promise<Void> ended = Promise.promise();
    long timer = vertx.setTimer(pause.toMillis(), this::end);
    pauses.put(timer, ended);
    over = over.isComplete() ? ended.future() : Future.join(over, ended.future()).mapEmpty();
  }

  private void end(long timer) {
    Optional.ofNullable(pauses.remove(timer)).ifPresent(Promise::complete);
  }

  /** Ends every pause: who waits goes on. */
  void close() {
    for (long timer : Set.copyOf(pauses.keySet())) {
      vertx.cancelTimer(timer);
      end(timer);
    }
  }

  /** Seconds, or a date: counted from the answer's own, as clocks differ. */
  private static Optional<Duration> asked(MultiMap headers) {
    String value = headers.contains("Retry-After") ? headers.get("Retry-After").strip() : "";
    if (value.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    return date(value)
        .flatMap(
            then ->
                Optional.ofNullable(headers.get("Date"))
                    .flatMap(Quiet::date)
                    .map(now -> Duration.between(now, then)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      // Neither: nothing was asked for.
      return Optional.empty();
    }
  }
}
