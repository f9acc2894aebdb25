package dev.couchgrass.server.changes;

import io.vertx.core.buffer.Buffer;

/** Server-sent events, whose ids let a browser go on where it was cut off. */
final class EventsFormat implements FeedFormat {
  @Override
  public void begin(Buffer out) {
    // An event is complete in itself: nothing surrounds them.
  }

  @Override
  public void row(Buffer out, byte[] json, String sequence) {
    out.appendString("data: ").appendBytes(json);
    out.appendString("\nid: ").appendString(sequence).appendString("\n\n");
  }

  @Override
  public void heartbeat(Buffer out) {
    out.appendString("event: heartbeat\ndata: \n\n");
  }

  @Override
  public void end(Buffer out, String lastSequence, long pending) {
    // The browser comes back by itself, with the last id that it saw.
  }
}
