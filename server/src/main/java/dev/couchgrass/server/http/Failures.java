package dev.couchgrass.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of a failure. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The failure in terms of HTTP; causes of what is unexpected are told to the log alone. */
  public static HttpFailure of(Throwable cause, String requestId) {
    if (cause instanceof HttpFailure failure) {
      return failure;
    }
    if (cause instanceof InvalidInputException refusal) {
      return of(StoreException.of(refusal), requestId);
    }
    if (!(cause instanceof StoreException failure)) {
      return logged("The request failed", cause, requestId);
    }
    ErrorCode code = failure.code();
    return code == ErrorCode.STORE_FAILED
        ? logged(failure.reason(), cause, requestId)
        : new HttpFailure(code.status(), code.word(), failure.reason());
  }

  private static HttpFailure logged(String reason, Throwable cause, String requestId) {
    LOG.error("Request {} failed", requestId, cause);
    return new HttpFailure(
        500, "internal_server_error", reason + "; see the log for " + requestId + '.');
  }

  /** Answers, if nothing was answered yet; else ends the connection, so that nobody is deceived. */
  static Future<Void> answer(Exchange exchange, Throwable cause) {
    if (exchange.request().response().closed()) {
      return Future.succeededFuture();
    }
    if (isOfConnection(cause)) {
      LOG.debug("Request {}: the client is gone", exchange.id(), cause);
      return exchange.request().connection().close();
    }
    HttpFailure failure = of(cause, exchange.id());
    if (exchange.request().response().headWritten()) {
      return exchange.request().connection().close();
    }
    failure.headers().forEach(exchange::respondWith);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("error", failure.word()).put("reason", failure.reason());
    return exchange.json(failure.status(), body);
  }

  /**
   * Whether the client could not be written to: a store tells of its own failures otherwise. It may
   * come before the response knows that it is closed.
   */
  private static boolean isOfConnection(Throwable cause) {
    return cause instanceof IOException || cause instanceof VertxException;
  }
}
