package dev.couchgrass.store.http.options;

import java.time.Duration;

/**
 * How long a server may keep its client waiting.
 *
 * @param connect until a connection is there
 * @param idle without a byte of an answer that is waited for, or of a request taken; the reader's
 *     own pauses do not count
 * @param answer until an answer has come to its end that is read into memory: a server that sends a
 *     byte now and then never keeps its client waiting for the next one, and yet for ever
 * @param heartbeat how often a server is asked to show, while a feed has nothing to tell, that it
 *     is there; after three of them without a byte the feed is asked for anew
 * @param drain how long closing the storage lets requests under way end; then they are broken off
 */
public record HttpTimeouts(
    Duration connect, Duration idle, Duration answer, Duration heartbeat, Duration drain) {
  /** 10 seconds, a minute, 10 minutes, 20 seconds, and 10 seconds. */
  public static final HttpTimeouts DEFAULTS =
      new HttpTimeouts(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10));

  public HttpTimeouts {
    for (Duration each : new Duration[] {connect, idle, answer, heartbeat, drain}) {
      if (each.toMillis() < 1 || each.toDays() > 1) {
        throw new IllegalArgumentException("A timeout is a millisecond to a day");
      }
    }
  }

  public HttpTimeouts withConnect(Duration connect) {
    return new HttpTimeouts(connect, idle, answer, heartbeat, drain);
  }

  public HttpTimeouts withIdle(Duration idle) {
    return new HttpTimeouts(connect, idle, answer, heartbeat, drain);
  }

  public HttpTimeouts withAnswer(Duration answer) {
    return new HttpTimeouts(connect, idle, answer, heartbeat, drain);
  }

  public HttpTimeouts withHeartbeat(Duration heartbeat) {
    return new HttpTimeouts(connect, idle, answer, heartbeat, drain);
  }

  public HttpTimeouts withDrain(Duration drain) {
    return new HttpTimeouts(connect, idle, answer, heartbeat, drain);
  }
}
