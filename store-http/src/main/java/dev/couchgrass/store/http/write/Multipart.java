package dev.couchgrass.store.http.write;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.attachment.HttpStaged;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A document and the attachments that follow it: {@code multipart/related}, made while it is sent.
 */
final class Multipart {
  /** What ends a name in a header, or is an escape to who reads it. */
  private static final Pattern UNSAFE = Pattern.compile("[\"\\\\\\p{Cntrl}]|%22|&#");

  private final String boundary;
  private final List<Supplier<Pieces>> parts = new ArrayList<>();
  private long length;

  Multipart(String boundary, byte[] document) {
    this.boundary = boundary;
    text("--" + boundary + "\r\nContent-Type: application/json\r\n\r\n");
    bytes(document);
  }

  /** The attachments come in the order in which the document names them: CouchDB goes by that. */
  void add(String contentType, HttpStaged content) {
    part("Content-Type: " + onOneLine(contentType), content);
  }

  /**
   * The same for PouchDB's servers, which go by names instead.
   *
   * @throws StoreException NOT_SUPPORTED if they would read another name
   */
  void addNamed(String name, String contentType, HttpStaged content) {
    if (UNSAFE.matcher(name).find()) {
      throw new StoreException(
          ErrorCode.NOT_SUPPORTED, "The server can't be told an attachment's name: ", name);
    }
    part(
        "Content-Disposition: attachment; filename=\""
            + name
            + "\"\r\nContent-Type: "
            + onOneLine(contentType),
        content);
  }

  private void part(String headers, HttpStaged content) {
    text("\r\n--" + boundary + "\r\n" + headers);
    text("\r\nContent-Length: " + content.storedLength());
    content.encoding().ifPresent(coding -> text("\r\nContent-Encoding: " + coding));
    text("\r\n\r\n");
    parts.add(content::read);
    length += content.storedLength();
  }

  private static String onOneLine(String contentType) {
    return contentType.chars().allMatch(c -> c >= ' ' && c < 0x7f)
        ? contentType
        : "application/octet-stream";
  }

  private void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] bytes) {
    length += bytes.length;
    parts.add(() -> Pieces.of(Buffer.buffer(bytes)));
  }

  String contentType() {
    return "multipart/related; boundary=\"" + boundary + '"';
  }

  Call.Payload payload() {
    text("\r\n--" + boundary + "--");
    List<Supplier<Pieces>> all = List.copyOf(parts);
    return new Call.Payload(length, () -> new Joined(all));
  }

  /** One after the other. */
  private static final class Joined implements Pieces {
    private final Queue<Supplier<Pieces>> rest;
    private Pieces current = Pieces.of(Buffer.buffer());

    private Joined(List<Supplier<Pieces>> all) {
      this.rest = new ArrayDeque<>(all);
    }

    @Override
    public Future<Buffer> next() {
      return current
          .next()
          .compose(
              piece -> {
                if (piece.length() > 0 || rest.isEmpty()) {
                  return Future.succeededFuture(piece);
                }
                current = rest.remove().get();
                return next();
              });
    }

    @Override
    public void close() {
      rest.clear();
      current.close();
    }
  }
}
