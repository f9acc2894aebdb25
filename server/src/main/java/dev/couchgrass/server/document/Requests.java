package dev.couchgrass.server.document;

import dev.couchgrass.core.document.DocumentReader;
import dev.couchgrass.core.document.ReadOptions;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.options.Limits;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/** Reads the JSON of requests within the server's limits. */
public final class Requests {
  /** Longer texts are read on a worker: reading them here would hold up everybody else. */
  private static final int LONG_TEXT = 256 << 10;

  private Requests() {}

  /** Waits for the whole body and reads it, on a worker if it is long. */
  public static <T> Future<T> read(Exchange exchange, Function<byte[], T> reading) {
    return exchange
        .body(exchange.options().limits().requestBytes())
        .compose(body -> parse(exchange, body, reading));
  }

  /** Reads a text that is there, on a worker if it is long. */
  public static <T> Future<T> parse(Exchange exchange, Buffer body, Function<byte[], T> reading) {
    byte[] text = body.getBytes();
    if (text.length < LONG_TEXT) {
      return Future.succeededFuture(reading.apply(text));
    }
    return exchange.vertx().executeBlocking(() -> reading.apply(text), false);
  }

  /** A reader of documents; for one request, since it can't be shared by threads. */
  public static DocumentReader documents(Exchange exchange) {
    Limits limits = exchange.options().limits();
    return new DocumentReader(
        ReadOptions.DEFAULTS
            .withLimits(json(exchange))
            .withMaxBodyBytes(limits.documentBytes())
            .withMaxDocuments(limits.bulkDocuments()));
  }

  /** A reader of any JSON text. */
  public static JsonReader reader(Exchange exchange, byte[] text) {
    return new JsonReader(text, 0, text.length, json(exchange));
  }

  /**
   * A reader that stands within an object.
   *
   * @throws HttpFailure 400, if the text is anything else
   */
  public static JsonReader object(Exchange exchange, byte[] text) {
    JsonReader reader = reader(exchange, text);
    if (reader.peek() != Kind.OBJECT) {
      reader.skip();
      reader.finish();
      throw HttpFailure.badRequest("Request body must be a JSON object");
    }
    reader.enterObject();
    return reader;
  }

  private static JsonLimits json(Exchange exchange) {
    return JsonLimits.DEFAULTS.withMaxDepth(exchange.options().limits().depth());
  }
}
