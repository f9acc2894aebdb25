package dev.couchgrass.store.http.wire;

import dev.couchgrass.store.http.options.HttpOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;

/** Makes Vert.x's clients, each with a pool of its own. */
final class Clients {
  /** Below what servers keep idle connections for, so that a request seldom meets one's end. */
  private static final int KEEP_ALIVE_SECONDS = 15;

  private static final int HEADER_BYTES = 64 << 10;

  private Clients() {}

  static HttpClientAgent make(Vertx vertx, HttpOptions options, int connections) {
    HttpClientOptions client =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setConnectTimeout((int) options.timeouts().connect().toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(HEADER_BYTES)
            .setMaxInitialLineLength(HEADER_BYTES)
            .setTcpNoDelay(true)
            .setSsl(options.secure())
            .setVerifyHost(options.tls().verifyHost());
    options.tls().trust().ifPresent(client::setTrustOptions);
    options.tls().identity().ifPresent(client::setKeyCertOptions);
    PoolOptions pool =
        new PoolOptions()
            .setHttp1MaxSize(connections)
            .setMaxWaitQueueSize(options.limits().waiting());
    return vertx.httpClientBuilder().with(client).with(pool).build();
  }
}
