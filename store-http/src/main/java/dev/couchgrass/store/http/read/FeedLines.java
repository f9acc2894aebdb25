package dev.couchgrass.store.http.read;

import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.json.RowsJson;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Pieces;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer of {@code _changes?feed=continuous}: a change on each line, empty lines as heartbeats,
 * and, where the server ends it, how far it looked. Read piece by piece, as its reader asks; a line
 * that has not come whole is nobody's.
 */
final class FeedLines {
  /** How the answer begins of a server that knows no such feed, and sends what there is. */
  private static final String OTHER = "{\"results\"";

  /** What came with one piece; nothing if it was a heartbeat. */
  record Arrived(List<Change> changes, Optional<UpdateSequence> last, boolean ended) {}

  /** The server sends another kind of answer. */
  static final class NotContinuous extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotContinuous() {
      super("The server has no continuous feeds", null, false, false);
    }
  }

  private final Pieces body;
  private final int mostBytes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  FeedLines(Pieces body, int mostBytes) {
    this.body = body;
    this.mostBytes = mostBytes;
  }

  /** The next piece. Fails when none comes in time, or the connection breaks. */
  Future<Arrived> next() {
    return body.next().map(this::read);
  }

  private Arrived read(Buffer piece) {
    List<Change> changes = new ArrayList<>();
    Optional<UpdateSequence> last = Optional.empty();
    for (byte b : piece.getBytes()) {
      if (b != '\n') {
        line.write(b);
        continue;
      }
      byte[] text = line.toByteArray();
      line.reset();
      if (!isBlank(text)) {
        last = last(text);
        if (last.isEmpty()) {
          changes.add(RowsJson.change(text));
        }
      }
    }
    if (piece.length() == 0 && isOther(line.toByteArray())) {
      throw new NotContinuous();
    }
    if (line.size() > mostBytes) {
      throw new StoreException(ErrorCode.TOO_LARGE, "A row of the server's answer is too long");
    }
    return new Arrived(changes, last, piece.length() == 0);
  }

  private static boolean isBlank(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1).isBlank();
  }

  /** What the last line tells; empty if it is another one. */
  private static Optional<UpdateSequence> last(byte[] text) {
    if (isOther(text)) {
      throw new NotContinuous();
    }
    return Read.whole(text, FeedLines::last);
  }

  private static boolean isOther(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).startsWith(OTHER);
  }

  private static Optional<UpdateSequence> last(JsonReader reader) {
    Optional<UpdateSequence> last = Optional.empty();
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "last_seq" -> last = Optional.of(Read.sequence(reader));
        case "error" -> throw Failures.refusal(500, reader.readString(), "");
        default -> reader.skip();
      }
    }
    return last;
  }

  void close() {
    body.close();
  }
}
