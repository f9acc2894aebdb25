package dev.couchgrass.server.changes;

import io.vertx.core.buffer.Buffer;

/** One JSON object with all changes. */
final class ResultsFormat implements FeedFormat {
  private boolean separate;

  @Override
  public void begin(Buffer out) {
    out.appendString("{\"results\":[\n");
  }

  @Override
  public void row(Buffer out, byte[] json, String sequence) {
    if (separate) {
      out.appendString(",\r\n");
    }
    separate = true;
    out.appendBytes(json);
  }

  @Override
  public void heartbeat(Buffer out) {
    out.appendByte((byte) '\n');
  }

  @Override
  public void end(Buffer out, String lastSequence, long pending) {
    out.appendString("\n],\n\"last_seq\":").appendString(lastSequence);
    out.appendString(",\"pending\":").appendString(Long.toString(pending)).appendString("}\n");
  }
}
