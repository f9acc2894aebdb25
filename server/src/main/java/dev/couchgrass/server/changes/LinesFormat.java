package dev.couchgrass.server.changes;

import io.vertx.core.buffer.Buffer;

/** A line of JSON for each change. */
final class LinesFormat implements FeedFormat {
  @Override
  public void begin(Buffer out) {
    // A line is complete in itself: nothing surrounds them.
  }

  @Override
  public void row(Buffer out, byte[] json, String sequence) {
    out.appendBytes(json).appendByte((byte) '\n');
  }

  @Override
  public void heartbeat(Buffer out) {
    out.appendByte((byte) '\n');
  }

  @Override
  public void end(Buffer out, String lastSequence, long pending) {
    out.appendString("{\"last_seq\":").appendString(lastSequence);
    out.appendString(",\"pending\":").appendString(Long.toString(pending)).appendString("}\n");
  }
}
