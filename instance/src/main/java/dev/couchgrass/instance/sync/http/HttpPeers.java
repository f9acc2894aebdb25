package dev.couchgrass.instance.sync.http;

import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.ticket.PeerAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;

/** Reaches peers at addresses of types {@code http} and {@code https}. */
public final class HttpPeers implements PeerTransport {
  /** Below an address: where an instance answers its peers. */
  public static final String PATH = "/_couchgrass/peer";

  /** What is sent both ways. */
  public static final String MEDIA_TYPE = "application/vnd.couchgrass.peer+cbor";

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** For one reply as a whole, so that nobody holds us up by saying a little now and then. */
  private static final Duration WHOLE = Duration.ofMinutes(5);

  private static final int OK = 200;

  private final Vertx vertx;
  private final HttpClient client;
  private final long idleMillis;

  /** A reply that was too much, or none. */
  private static final class BadReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadReply(String message) {
      super(message, null, false, false);
    }
  }

  /** Gives up on a peer that is silent for half a minute. */
  public HttpPeers(Vertx vertx) {
    this(vertx, Duration.ofSeconds(30));
  }

  /**
   * A transport.
   *
   * @param idle how long a peer may be silent
   */
  public HttpPeers(Vertx vertx, Duration idle) {
    this.vertx = vertx;
    this.idleMillis = idle.toMillis();
    this.client =
        vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) CONNECT.toMillis()));
  }

  @Override
  public boolean reaches(PeerAddress address) {
    return address.type().equals("http") || address.type().equals("https");
  }

  @Override
  public Future<Buffer> send(PeerAddress address, Buffer request, int maxBytes) {
    URI url = URI.create(address.address());
    boolean secret = address.type().equals("https");
    int standard = secret ? 443 : 80;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(url.getHost())
            .setPort(url.getPort() < 0 ? standard : url.getPort())
            .setSsl(secret)
            .setURI(path(url))
            .setIdleTimeout(idleMillis)
            .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
    return client.request(options).compose(asked -> send(asked, request, maxBytes));
  }

  private static String path(URI url) {
    String base = url.getRawPath() == null ? "" : url.getRawPath();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH;
  }

  private Future<Buffer> send(HttpClientRequest asked, Buffer request, int maxBytes) {
    long timer = vertx.setTimer(WHOLE.toMillis(), late -> asked.reset());
    return exchange(asked, request, maxBytes).andThen(ended -> vertx.cancelTimer(timer));
  }

  private static Future<Buffer> exchange(HttpClientRequest asked, Buffer request, int maxBytes) {
    return asked
        .send(request)
        .compose(
            reply ->
                reply.statusCode() == OK
                    ? read(reply, asked, maxBytes)
                    : Future.failedFuture(new BadReply("HTTP status " + reply.statusCode())));
  }

  private static Future<Buffer> read(
      HttpClientResponse reply, HttpClientRequest asked, int maxBytes) {
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    reply.exceptionHandler(whole::tryFail);
    reply.endHandler(end -> whole.tryComplete(read));
    reply.handler(
        part -> {
          if (read.length() + part.length() > maxBytes) {
            asked.reset();
            whole.tryFail(new BadReply("The reply is too long"));
          } else {
            read.appendBuffer(part);
          }
        });
    return whole.future();
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
