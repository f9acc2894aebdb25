package dev.couchgrass.server.multipart;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a body of several parts (RFC 2046) apart, whatever pieces it arrives in.
 *
 * <p>Pure: fed with bytes, asked for tokens. Holds one piece, a delimiter and one part's headers at
 * most. Time is linear in the input, for a delimiter's first byte comes nowhere else in it.
 */
final class MultipartScanner {
  private enum State {
    PREAMBLE,
    DELIMITER,
    HEADERS,
    CONTENT_BEGINS,
    CONTENT,
    END
  }

  private static final byte[] CRLF = {'\r', '\n'};
  private static final int NOT_YET = -1;

  private final byte[] delimiter;
  private final MultipartLimits limits;

  // The first delimiter may stand at the very beginning, without its line break.
  private byte[] window = CRLF;
  private int from;
  private State state = State.PREAMBLE;
  private int preamble;
  private int parts;

  MultipartScanner(String boundary, MultipartLimits limits) {
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    this.limits = limits;
  }

  static StoreException malformed(String reason) {
    return new StoreException(ErrorCode.BAD_REQUEST, reason);
  }

  /** Adds input. */
  void feed(byte[] bytes) {
    if (state == State.END) {
      return;
    }
    byte[] joined = Arrays.copyOf(rest(), window.length - from + bytes.length);
    System.arraycopy(bytes, 0, joined, window.length - from, bytes.length);
    window = joined;
    from = 0;
  }

  private byte[] rest() {
    return from == 0 ? window : Arrays.copyOfRange(window, from, window.length);
  }

  /**
   * Requires that the input may end here.
   *
   * @throws StoreException BAD_REQUEST if it may not
   */
  void finish() {
    if (state != State.END) {
      throw malformed("The multipart body ends too early");
    }
  }

  /**
   * The next token.
   *
   * @throws StoreException BAD_REQUEST if the input is malformed, TOO_LARGE if it exceeds a limit
   */
  Token next() {
    return switch (state) {
      case PREAMBLE -> preamble();
      case DELIMITER -> afterDelimiter();
      case HEADERS -> headers();
      case CONTENT_BEGINS -> contentBegins();
      case CONTENT -> content();
      case END -> Token.Mark.END;
    };
  }

  private Token preamble() {
    int at = candidate();
    preamble += at - from;
    if (preamble > limits.maxHeaderBytes()) {
      throw tooLarge("The multipart body has too long a preamble");
    }
    from = at;
    if (!complete(at)) {
      return Token.Mark.STARVED;
    }
    from += delimiter.length;
    state = State.DELIMITER;
    return next();
  }

  /** Two dashes end the body, a line break (with white space before it) begins a part. */
  private Token afterDelimiter() {
    int at = from;
    if (window.length - at >= 2 && window[at] == '-' && window[at + 1] == '-') {
      return end();
    }
    while (at < window.length && (window[at] == ' ' || window[at] == '\t')) {
      at++;
    }
    if (at - from > limits.maxHeaderBytes()) {
      throw tooLarge("A part's headers are too long");
    }
    int available = window.length - at;
    boolean dash = at == from && available == 1 && window[at] == '-';
    if (available == 0 || dash || (available == 1 && window[at] == '\r')) {
      return Token.Mark.STARVED;
    }
    if (window[at] != '\r' || window[at + 1] != '\n') {
      throw malformed("A multipart delimiter has no end");
    }
    if (++parts > limits.maxParts()) {
      throw tooLarge("The multipart body has too many parts");
    }
    // The line break stays: with the next one it is an empty line, the end of no headers.
    from = at;
    state = State.HEADERS;
    return next();
  }

  private Token end() {
    state = State.END;
    window = new byte[0];
    from = 0;
    return Token.Mark.END;
  }

  private Token headers() {
    int end = emptyLine();
    int length = (end == NOT_YET ? window.length : end) - from;
    if (length > limits.maxHeaderBytes()) {
      throw tooLarge("A part's headers are too long");
    }
    if (end == NOT_YET) {
      return Token.Mark.STARVED;
    }
    PartHeaders headers = PartHeaders.parse(Arrays.copyOfRange(window, from, end));
    from = end + 2;
    state = State.CONTENT_BEGINS;
    return new Token.PartBegins(headers);
  }

  private int emptyLine() {
    for (int at = from; at + 3 < window.length; at++) {
      if (window[at] == '\r'
          && window[at + 1] == '\n'
          && window[at + 2] == '\r'
          && window[at + 3] == '\n') {
        return at;
      }
    }
    return NOT_YET;
  }

  /** A part without content may let the empty line be its delimiter's line break. */
  private Token contentBegins() {
    int matching = matching(from);
    if (matching < delimiter.length && matching == window.length - from) {
      return Token.Mark.STARVED;
    }
    state = State.CONTENT;
    if (matching < delimiter.length) {
      from += CRLF.length;
    }
    return next();
  }

  private Token content() {
    int at = candidate();
    if (at > from) {
      Buffer bytes = Buffer.buffer(Arrays.copyOfRange(window, from, at));
      from = at;
      return new Token.Content(bytes);
    }
    if (!complete(at)) {
      return Token.Mark.STARVED;
    }
    from += delimiter.length;
    state = State.DELIMITER;
    return Token.Mark.PART_ENDS;
  }

  /** Where the first delimiter begins, or may begin with what is there. */
  private int candidate() {
    for (int at = from; at < window.length; at++) {
      if (window[at] == '\r') {
        int matching = matching(at);
        if (matching == delimiter.length || at + matching == window.length) {
          return at;
        }
      }
    }
    return window.length;
  }

  private boolean complete(int at) {
    return matching(at) == delimiter.length;
  }

  private int matching(int at) {
    int most = Math.min(delimiter.length, window.length - at);
    int count = 0;
    while (count < most && window[at + count] == delimiter[count]) {
      count++;
    }
    return count;
  }

  private static StoreException tooLarge(String reason) {
    return new StoreException(ErrorCode.TOO_LARGE, reason);
  }
}
