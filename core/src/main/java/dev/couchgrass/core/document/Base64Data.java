package dev.couchgrass.core.document;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64 as CouchDB takes it: white space is ignored, padding is required. */
final class Base64Data {
  private Base64Data() {}

  /** The bytes that {@code text} stands for; empty if it is malformed. */
  static Optional<byte[]> decode(byte[] text) {
    byte[] dense = withoutSpace(text);
    if (dense.length % 4 != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(dense));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] withoutSpace(byte[] text) {
    int from = 0;
    while (from < text.length && !isSpace(text[from])) {
      from++;
    }
    if (from == text.length) {
      return text;
    }
    byte[] dense = text.clone();
    int to = from;
    for (int i = from; i < text.length; i++) {
      if (!isSpace(text[i])) {
        dense[to++] = text[i];
      }
    }
    return Arrays.copyOf(dense, to);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
