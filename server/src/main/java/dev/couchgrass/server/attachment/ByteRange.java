package dev.couchgrass.server.attachment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of something that a {@code Range} header asks for.
 *
 * @param from the first byte
 * @param to the last byte; before {@code from} if there is no such part
 */
record ByteRange(long from, long to) {
  private static final Pattern ONE =
      Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  /**
   * Reads the header. Empty if all is to be sent: for what is no range of bytes, for several
   * ranges, and for one that is everything.
   */
  static Optional<ByteRange> parse(String header, long length) {
    Matcher match = ONE.matcher(header);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (match.group(1).isEmpty()) {
      long last = Long.parseLong(match.group(2));
      return Optional.of(new ByteRange(Math.max(0, length - last), last == 0 ? -1 : length - 1));
    }
    long from = Long.parseLong(match.group(1));
    boolean open = match.group(2).isEmpty();
    if (from == 0 && open) {
      return Optional.empty();
    }
    long to = open ? length - 1 : Math.min(length - 1, Long.parseLong(match.group(2)));
    return Optional.of(new ByteRange(from, to));
  }

  boolean satisfiable() {
    return from <= to;
  }

  long length() {
    return to - from + 1;
  }
}
