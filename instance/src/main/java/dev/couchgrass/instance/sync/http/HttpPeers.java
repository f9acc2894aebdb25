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
import java.util.concurrent.atomic.AtomicLong;

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
  private final Duration idle;

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
    this.idle = idle;
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
            .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
    return client.request(options).compose(asked -> send(asked, request, maxBytes));
  }

  private static String path(URI url) {
    String base = url.getRawPath() == null ? "" : url.getRawPath();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH;
  }

  private Future<Buffer> send(HttpClientRequest asked, Buffer request, int maxBytes) {
    Promise<Buffer> whole = Promise.promise();
    long began = System.nanoTime();
    AtomicLong heard = new AtomicLong(began);
    // Not the client's own: it tells nobody of silence after the head of a reply.
    long watch =
        vertx.setPeriodic(
            Math.max(1, idle.toMillis() / 4),
            timer -> {
              long now = System.nanoTime();
              if (now - heard.get() > idle.toNanos() || now - began > WHOLE.toNanos()) {
                whole.tryFail(new BadReply("The peer is silent"));
                asked.reset();
              }
            });
    asked
        .send(request)
        .onFailure(whole::tryFail)
        .onSuccess(
            reply -> {
              heard.set(System.nanoTime());
              if (reply.statusCode() == OK) {
                read(reply, asked, maxBytes, heard, whole);
              } else {
                whole.tryFail(new BadReply("HTTP status " + reply.statusCode()));
                asked.reset();
              }
            });
    return whole.future().andThen(ended -> vertx.cancelTimer(watch));
  }

  private static void read(
      HttpClientResponse reply,
      HttpClientRequest asked,
      int maxBytes,
      AtomicLong heard,
      Promise<Buffer> whole) {
    Buffer read = Buffer.buffer();
    reply.exceptionHandler(whole::tryFail);
    reply.endHandler(end -> whole.tryComplete(read));
    reply.handler(
        part -> {
          heard.set(System.nanoTime());
          if (read.length() + part.length() > maxBytes) {
            whole.tryFail(new BadReply("The reply is too long"));
            asked.reset();
          } else {
            read.appendBuffer(part);
          }
        });
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
