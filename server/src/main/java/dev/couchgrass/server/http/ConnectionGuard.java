package dev.couchgrass.server.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends connections that wait too long for a request's head: idle ones, and those that send it a
 * byte at a time. Used on one event loop.
 */
public final class ConnectionGuard {
  private static final long BUSY = Long.MAX_VALUE;

  /** Overdue, as the sweep before this one saw. */
  private static final long WARNED = Long.MAX_VALUE - 1;

  private final Map<HttpConnection, Long> deadlines = new HashMap<>();
  private final long patience;

  public ConnectionGuard(Duration patience) {
    this.patience = patience.toNanos();
  }

  /** A connection is there, and no request on it. */
  public void opened(HttpConnection connection) {
    deadlines.put(connection, deadline());
    connection.closeHandler(v -> deadlines.remove(connection));
  }

  /** A whole head has arrived. */
  public void began(HttpConnection connection) {
    deadlines.computeIfPresent(connection, (c, d) -> BUSY);
  }

  /** The answer is sent: the next head may come. */
  public void ended(HttpConnection connection) {
    deadlines.computeIfPresent(connection, (c, d) -> deadline());
  }

  /**
   * Ends what is overdue; to be called every now and then. What is overdue for the first time is
   * spared until the next call: after a pause of this process, its head may lie here unread.
   */
  public void sweep() {
    long now = System.nanoTime();
    List<HttpConnection> overdue = new ArrayList<>();
    deadlines.replaceAll(
        (connection, deadline) -> {
          if (deadline == WARNED) {
            overdue.add(connection);
          }
          return deadline < WARNED && now - deadline > 0 ? WARNED : deadline;
        });
    overdue.forEach(HttpConnection::close);
  }

  private long deadline() {
    return System.nanoTime() + patience;
  }
}
