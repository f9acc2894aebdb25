package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.HttpOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostLookupTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private final HttpServer server =
      await(
          vertx
              .createHttpServer()
              .requestHandler(
                  request -> {
                    hosts.add(String.valueOf(request.getHeader("Host")));
                    request.response().end("{\"couchdb\":\"Welcome\"}");
                  })
              .listen(0, "127.0.0.1"));

  @AfterEach
  void stop() {
    await(server.close());
    await(vertx.close());
  }

  private HttpOptions options() {
    return HttpOptions.of("http://couch.invalid:" + server.actualPort());
  }

  @Test
  void theRequestGoesWhereTheLookupSaysAndNamesTheHost() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpOptions options = options().withLookup(host -> Future.succeededFuture(loopback));
    await(await(HttpStorage.open(vertx, options)).close());
    assertEquals(List.of("couch.invalid:" + server.actualPort()), hosts);
  }

  /** A name that means another address a moment later is refused then. */
  @Test
  void everyRequestIsAskedFor() {
    AtomicInteger asked = new AtomicInteger();
    StoreException refusal = new StoreException(ErrorCode.FORBIDDEN, "Not there");
    HttpOptions options =
        options()
            .withLookup(
                host ->
                    asked.incrementAndGet() == 1
                        ? Future.succeededFuture(InetAddress.getLoopbackAddress())
                        : Future.failedFuture(refusal));
    Storage storage = await(HttpStorage.open(vertx, options));
    StoreException failure = assertFails(ErrorCode.FORBIDDEN, storage.open(new DatabaseName("db")));
    assertEquals("Not there", failure.reason());
    assertEquals(1, hosts.size());
    assertTrue(asked.get() >= 2);
    await(storage.close());
  }
}
