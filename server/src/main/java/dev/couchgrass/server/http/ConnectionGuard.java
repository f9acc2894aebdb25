package dev.couchgrass.server.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends connections that wait too long for a request's head: idle ones, and those that send it a
 * byte at a time. Used on one event loop.
 */
public final class ConnectionGuard {
  /** A connection as it stands. */
  private static final class Watch {
    final boolean welcome;
    int requests;
    long deadline;

    /** Overdue, as the sweep before this one saw. */
    boolean warned;

    Watch(boolean welcome, long deadline) {
      this.welcome = welcome;
      this.deadline = deadline;
    }
  }

  private final Map<HttpConnection, Watch> connections = new HashMap<>();
  private final long patience;
  private final AtomicInteger open;
  private final int most;

  /**
   * @param patience how long a request's head may take
   * @param open counts the connections of all guards together
   * @param most how many there may be
   */
  public ConnectionGuard(Duration patience, AtomicInteger open, int most) {
    this.patience = patience.toNanos();
    this.open = open;
    this.most = most;
  }

  /** A connection is there, and no request on it. One too many is kept no longer than it takes. */
  public void opened(HttpConnection connection) {
    boolean welcome = open.incrementAndGet() <= most;
    long now = System.nanoTime();
    connections.put(connection, new Watch(welcome, welcome ? now + patience : now));
    connection.closeHandler(
        v -> {
          if (connections.remove(connection) != null) {
            open.decrementAndGet();
          }
        });
  }

  /** Whether requests on this connection are to be served: not if it is one too many. */
  public boolean welcomes(HttpConnection connection) {
    Watch watch = connections.get(connection);
    return watch == null || watch.welcome;
  }

  /** A whole head has arrived. */
  public void began(HttpConnection connection) {
    Watch watch = connections.get(connection);
    if (watch != null) {
      watch.requests++;
      watch.warned = false;
    }
  }

  /**
   * An answer is sent: the next head may come. The next request may have begun before, if the
   * client did not wait for this answer.
   */
  public void ended(HttpConnection connection) {
    Watch watch = connections.get(connection);
    if (watch != null) {
      watch.requests--;
      watch.deadline = System.nanoTime() + patience;
    }
  }

  /**
   * Ends what is overdue; to be called every now and then. What is overdue for the first time is
   * spared until the next call: after a pause of this process, its head may lie here unread.
   */
  public void sweep() {
    long now = System.nanoTime();
    List<HttpConnection> overdue = new ArrayList<>();
    connections.forEach(
        (connection, watch) -> {
          boolean late = watch.requests == 0 && now - watch.deadline > 0;
          if (late && watch.warned) {
            overdue.add(connection);
          }
          watch.warned = late;
        });
    overdue.forEach(HttpConnection::close);
  }
}
