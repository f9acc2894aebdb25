package dev.couchgrass.server.multipart;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collector;

/** Makes bodies of several parts, and reads them. */
final class Bodies {
  /** A part as it should come out. */
  record Part(Map<String, String> headers, String content) {}

  private Bodies() {}

  static byte[] write(String boundary, List<Part> parts) {
    StringBuilder text = new StringBuilder("--").append(boundary);
    for (Part part : parts) {
      part.headers()
          .forEach((name, value) -> text.append("\r\n").append(name).append(": ").append(value));
      text.append("\r\n\r\n").append(part.content()).append("\r\n--").append(boundary);
    }
    return text.append("--").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  static List<byte[]> cut(byte[] bytes, Random random, int mostPerPiece) {
    List<byte[]> pieces = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(mostPerPiece));
      pieces.add(Arrays.copyOfRange(bytes, at, at + length));
      at += length;
    }
    return pieces;
  }

  /** Every part; the future never waits, since the stream does not. */
  static Future<List<Part>> read(PieceStream stream, String boundary) {
    MediaType type = new MediaType("multipart/related", Map.of("boundary", boundary));
    MultipartReader reader = new MultipartReader(stream, type, MultipartLimits.DEFAULTS);
    return collect(reader, new ArrayList<>());
  }

  private static Future<List<Part>> collect(MultipartReader reader, List<Part> parts) {
    return reader
        .next()
        .compose(
            part -> {
              if (part.isEmpty()) {
                return Future.succeededFuture(parts);
              }
              Future<Buffer> whole = whole(part.get());
              part.get().resume();
              return whole.compose(
                  content -> {
                    parts.add(
                        new Part(
                            part.get().headers().fields(),
                            content.toString(StandardCharsets.ISO_8859_1)));
                    return collect(reader, parts);
                  });
            });
  }

  private static Future<Buffer> whole(MultipartPart part) {
    return part.collect(
        Collector.of(
            Buffer::buffer,
            (Buffer all, Buffer piece) -> all.appendBuffer(piece),
            (a, b) -> a.appendBuffer(b)));
  }
}
