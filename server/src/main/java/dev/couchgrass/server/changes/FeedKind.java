package dev.couchgrass.server.changes;

import dev.couchgrass.server.http.HttpFailure;

/** How long a feed goes on, and how it is written. */
enum FeedKind {
  /** What is there; then it ends. */
  NORMAL,
  /** What is there; if that is nothing, the next changes. */
  LONGPOLL,
  /** What is there and what comes, a line for each change. */
  CONTINUOUS,
  /** The same as events for a browser. */
  EVENTSOURCE;

  static FeedKind parse(String text) {
    return switch (text) {
      case "normal" -> NORMAL;
      case "longpoll" -> LONGPOLL;
      case "continuous", "live" -> CONTINUOUS;
      case "eventsource" -> EVENTSOURCE;
      default ->
          throw HttpFailure.badRequest(
              "Supported `feed` types: normal, continuous, live, longpoll, eventsource");
    };
  }

  /** Whether it goes on after the first changes that came. */
  boolean goesOn() {
    return this == CONTINUOUS || this == EVENTSOURCE;
  }

  FeedFormat format() {
    return switch (this) {
      case NORMAL, LONGPOLL -> new ResultsFormat();
      case CONTINUOUS -> new LinesFormat();
      case EVENTSOURCE -> new EventsFormat();
    };
  }
}
