package dev.couchgrass.server.changes;

import io.vertx.core.buffer.Buffer;

/** How a feed is written. Each appends to what will be sent. */
interface FeedFormat {
  void begin(Buffer out);

  /**
   * A change.
   *
   * @param json the row
   * @param sequence the row's sequence as JSON
   */
  void row(Buffer out, byte[] json, String sequence);

  /** Tells the client that the feed is alive. */
  void heartbeat(Buffer out);

  /**
   * The last thing written.
   *
   * @param lastSequence as JSON
   */
  void end(Buffer out, String lastSequence, long pending);
}
