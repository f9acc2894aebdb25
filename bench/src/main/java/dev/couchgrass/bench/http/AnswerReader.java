package dev.couchgrass.bench.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds out where an answer ends, from its length or its chunks, without looking at what it says:
 * the driver shares the machine with the server and must cost little.
 */
final class AnswerReader {
  private static final int MAX_HEAD = 16 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private StringBuilder head = new StringBuilder();
  private State state = State.HEAD;
  private long left;

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    DONE
  }

  /** Forgets the answer before. */
  void begin() {
    line.reset();
    head = new StringBuilder();
    state = State.HEAD;
  }

  /** Takes in bytes; true once the answer is complete. */
  boolean read(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && state != State.DONE) {
      if (state == State.BODY || state == State.CHUNK) {
        int some = (int) Math.min(left, bytes.remaining());
        bytes.position(bytes.position() + some);
        left -= some;
        if (left == 0) {
          state = state == State.BODY ? State.DONE : State.CHUNK_END;
        }
      } else {
        byte next = bytes.get();
        if (next == '\n') {
          endLine(line.toString(StandardCharsets.ISO_8859_1).strip());
          line.reset();
        } else {
          line.write(next);
        }
      }
    }
    return state == State.DONE;
  }

  private void endLine(String text) throws IOException {
    switch (state) {
      case HEAD -> {
        if (text.isEmpty()) {
          endHead(head());
        } else if (head.length() > MAX_HEAD) {
          throw new IOException("The answer has too many headers");
        } else {
          head.append(text).append('\n');
        }
      }
      case CHUNK_SIZE -> {
        left = Long.parseLong(text, 16);
        state = left == 0 ? State.TRAILER : State.CHUNK;
      }
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILER -> state = text.isEmpty() ? State.DONE : State.TRAILER;
      default -> throw new IllegalStateException("No line is expected here");
    }
  }

  private void endHead(String text) throws IOException {
    if (!text.startsWith("HTTP/1.1 2")) {
      throw new IOException("The server refused a request: " + text);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("\ntransfer-encoding: chunked\n")) {
      state = State.CHUNK_SIZE;
      return;
    }
    String name = "\ncontent-length: ";
    int at = lower.indexOf(name) + name.length();
    if (at < name.length()) {
      throw new IOException("The answer has no length: " + text);
    }
    left = Long.parseLong(lower.substring(at, lower.indexOf('\n', at)));
    state = left == 0 ? State.DONE : State.BODY;
  }

  /** Status and headers of the answer. */
  String head() {
    return head.toString();
  }
}
