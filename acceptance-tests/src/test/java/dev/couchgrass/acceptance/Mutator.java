package dev.couchgrass.acceptance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Spoils valid requests. Most spoil the body and mend {@code Content-Length}, so that the spoilt
 * body is what the server must judge; some spoil anything anywhere.
 */
final class Mutator {
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "-1",
          "1e999",
          "99999999999999999999",
          "1.5",
          "\\u0000",
          "\\ud800",
          "\"_id\":",
          "\"_rev\":\"x\",",
          "\"_foo\":1,",
          "\"_deleted\":\"yes\",",
          "]",
          "}",
          "{",
          "[",
          "\"",
          ",",
          ":",
          "\0",
          "\u00ff",
          "%2F",
          "%zz",
          "%00",
          "..",
          "_",
          "?",
          "&",
          "=",
          "rev=1-",
          "limit=-1",
          "since=x",
          "\"_attachments\":{\"x\":1},",
          "\"_revisions\":{\"start\":1},",
          "--abc");

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  byte[] mutate(byte[] request) {
    int head = headEnd(request);
    if (head < request.length && random.nextInt(4) != 0) {
      byte[] body = spoil(Arrays.copyOfRange(request, head, request.length));
      return withBody(Arrays.copyOf(request, head), body);
    }
    return spoil(request);
  }

  private static int headEnd(byte[] request) {
    for (int i = 0; i + 4 <= request.length; i++) {
      if (Arrays.equals(request, i, i + 4, HEAD_END, 0, 4)) {
        return i + 4;
      }
    }
    return request.length;
  }

  private static byte[] withBody(byte[] head, byte[] body) {
    String mended =
        new String(head, StandardCharsets.ISO_8859_1)
            .replaceFirst("Content-Length: \\d+", "Content-Length: " + body.length);
    return join(mended.getBytes(StandardCharsets.ISO_8859_1), body);
  }

  private byte[] spoil(byte[] bytes) {
    byte[] spoilt = bytes;
    for (int i = random.nextInt(3); i >= 0; i--) {
      spoilt = spoilOnce(spoilt);
    }
    return spoilt;
  }

  private byte[] spoilOnce(byte[] bytes) {
    if (bytes.length == 0) {
      return token();
    }
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
    byte[] before = Arrays.copyOf(bytes, at);
    byte[] after = Arrays.copyOfRange(bytes, at, bytes.length);
    return switch (random.nextInt(6)) {
      case 0 -> flipped(bytes, at);
      case 1 -> join(before, Arrays.copyOfRange(bytes, to, bytes.length));
      case 2 -> join(before, token(), after);
      case 3 -> join(before, token(), Arrays.copyOfRange(bytes, to, bytes.length));
      case 4 -> join(before, Arrays.copyOfRange(bytes, at, to), after);
      default -> before;
    };
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] = (byte) random.nextInt(256);
    return flipped;
  }

  private byte[] token() {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
