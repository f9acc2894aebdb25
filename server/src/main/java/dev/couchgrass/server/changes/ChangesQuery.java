package dev.couchgrass.server.changes;

import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesOptions.Style;
import dev.couchgrass.store.result.UpdateSequence;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the query of {@code _changes}. As in CouchDB the case of names does not matter here, what
 * is unknown is ignored, and so is a flag that is not {@code true}.
 */
final class ChangesQuery {
  /** CouchDB's {@code changes_timeout}: both the default and the most. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A heart that beats faster is a client's slip that would cost the server. */
  static final Duration FASTEST = Duration.ofMillis(50);

  /** CouchDB's default, from which {@code seq_interval} counts down. */
  private static final long NO_LIMIT = 1_000_000_000_000_000L;

  private final Map<String, String> values = new HashMap<>();
  private final Optional<String> lastEventId;

  /**
   * @param query the parameters, in order: of two that set the same, the later one counts
   * @param lastEventId the header with which a browser comes back
   */
  ChangesQuery(Map<String, String> query, Optional<String> lastEventId) {
    query.forEach((name, value) -> values.put(plain(name), value));
    this.lastEventId = lastEventId;
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("last-event-id") ? "since" : lower;
  }

  /** A parameter. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  ChangesRequest read(ChangesFilter filter) {
    FeedKind kind = FeedKind.parse(values.getOrDefault("feed", "normal"));
    Optional<String> heartbeat = text("heartbeat").filter(value -> !value.equals("false"));
    return new ChangesRequest(
        kind,
        options(kind).withFilter(filter),
        flag("attachments"),
        flag("att_encoding_info"),
        seqInterval(),
        heartbeat.map(ChangesQuery::heartbeat).orElseGet(this::timeout),
        heartbeat.isPresent());
  }

  private ChangesOptions options(FeedKind kind) {
    // CouchDB: a limit of 0 has the same effect as 1.
    return ChangesOptions.DEFAULTS
        .withSince(since(kind))
        .withLimit(text("limit").map(value -> Math.max(1, count("limit", value))).orElse(NO_LIMIT))
        .withDescending(flag("descending") && !kind.goesOn())
        .withStyle(style())
        .withDocuments(flag("include_docs"))
        .withConflicts(flag("conflicts"));
  }

  private UpdateSequence since(FeedKind kind) {
    Optional<String> resumed = kind == FeedKind.EVENTSOURCE ? lastEventId : Optional.empty();
    String given = resumed.or(() -> text("since")).orElse("0");
    boolean quoted = given.length() > 1 && given.startsWith("\"") && given.endsWith("\"");
    String token = quoted ? given.substring(1, given.length() - 1) : given;
    return token.isEmpty() ? UpdateSequence.START : new UpdateSequence(token);
  }

  private Style style() {
    return switch (values.getOrDefault("style", "main_only")) {
      case "main_only" -> Style.MAIN_ONLY;
      case "all_docs" -> Style.ALL_DOCS;
      default -> throw HttpFailure.badRequest("`style` must be `main_only` or `all_docs`");
    };
  }

  private long seqInterval() {
    return text("seq_interval")
        .map(
            value -> {
              long interval = count("seq_interval", value);
              if (interval == 0) {
                throw HttpFailure.badRequest("invalid_seq_interval");
              }
              return interval;
            })
        .orElse(1L);
  }

  private Duration timeout() {
    return text("timeout")
        .map(value -> Duration.ofMillis(Math.max(1, count("timeout", value))))
        .filter(given -> given.compareTo(PATIENCE) < 0)
        .orElse(PATIENCE);
  }

  private static Duration heartbeat(String value) {
    if (value.equals("true")) {
      return PATIENCE;
    }
    long millis;
    try {
      millis = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw HttpFailure.badRequest(
          "Invalid heartbeat value. Expecting a positive integer value (in milliseconds).");
    }
    if (millis < 1) {
      throw HttpFailure.badRequest(
          "The heartbeat value should be a positive integer (in milliseconds).");
    }
    return Duration.ofMillis(Math.max(FASTEST.toMillis(), Math.min(PATIENCE.toMillis(), millis)));
  }

  private static long count(String name, String value) {
    try {
      long count = Long.parseLong(value);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a negative one is.
    }
    throw HttpFailure.badRequest("`" + name + "` must be a non-negative integer");
  }

  private boolean flag(String name) {
    return values.getOrDefault(name, "").equals("true");
  }
}
