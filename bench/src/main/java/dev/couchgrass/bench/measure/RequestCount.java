package dev.couchgrass.bench.measure;

import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the HTTP requests that a Vert.x sends. */
public final class RequestCount implements VertxMetricsFactory {
  private final AtomicLong requests = new AtomicLong();

  /** So many were sent until now. */
  public long requests() {
    return requests.get();
  }

  @Override
  public VertxMetrics metrics(VertxOptions options) {
    return new OfVertx();
  }

  private final class OfVertx implements VertxMetrics {
    @Override
    public HttpClientMetrics<?, ?> createHttpClientMetrics(HttpClientConfig config) {
      return new OfClient();
    }
  }

  private final class OfClient implements HttpClientMetrics<Object, Object> {
    @Override
    public ClientMetrics<Object, HttpRequest, HttpResponse> createEndpointMetrics(
        SocketAddress server, int connections) {
      return new OfServer();
    }
  }

  private final class OfServer implements ClientMetrics<Object, HttpRequest, HttpResponse> {
    @Override
    public void requestBegin(Object none, String uri, HttpRequest request) {
      requests.incrementAndGet();
    }
  }
}
