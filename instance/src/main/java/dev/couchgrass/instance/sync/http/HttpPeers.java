package dev.couchgrass.instance.sync.http;

import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.ticket.PeerAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Reaches peers at addresses of types {@code http} and {@code https}. Peers say themselves where
 * they are: whoever has something on the network that they should not make it ask for, says which
 * hosts may be reached ({@link PeerHosts}). Redirects are not followed.
 */
public final class HttpPeers implements PeerTransport {
  /** Below an address: where an instance answers its peers. */
  public static final String PATH = "/_couchgrass/peer";

  /** What is sent both ways. */
  public static final String MEDIA_TYPE = "application/vnd.couchgrass.peer+cbor";

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /**
   * For a request and its reply as a whole, so that nobody holds us up by saying a little now and
   * then.
   */
  private static final Duration WHOLE = Duration.ofMinutes(5);

  /**
   * Small, so that what was written is sent, or soon will be: what waits in the system looks like
   * silence, and 64 KiB take 8 seconds over 64 kbit/s.
   */
  private static final int SEND_BUFFER = 64 << 10;

  private final Vertx vertx;
  private final HttpClient client;
  private final Duration idle;
  private final Optional<PeerHosts> hosts;

  /** Gives up on a peer with which nothing gets on for half a minute, either way. */
  public HttpPeers(Vertx vertx) {
    this(vertx, IDLE, Optional.empty());
  }

  /** As the other one, of those peers alone whose hosts may be reached. */
  public HttpPeers(Vertx vertx, PeerHosts hosts) {
    this(vertx, IDLE, Optional.of(hosts));
  }

  /**
   * A transport.
   *
   * @param idle how long nothing may get on, either way
   */
  public HttpPeers(Vertx vertx, Duration idle) {
    this(vertx, idle, Optional.empty());
  }

  private HttpPeers(Vertx vertx, Duration idle, Optional<PeerHosts> hosts) {
    this.hosts = hosts;
    this.vertx = vertx;
    this.idle = idle;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setSendBufferSize(SEND_BUFFER));
  }

  @Override
  public boolean reaches(PeerAddress address) {
    return address.type().equals("http") || address.type().equals("https");
  }

  @Override
  public Future<Buffer> send(PeerAddress address, Buffer request, int maxBytes) {
    URI url = URI.create(address.address());
    if (url.getHost() == null) {
      return Future.failedFuture(new PeerCall.BadReply("The address names no host"));
    }
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
    return addressed(options)
        .compose(client::request)
        .compose(asked -> new PeerCall(vertx, asked, maxBytes).send(request, idle, WHOLE));
  }

  /** The request goes to the address that may be reached; the host stays what it was. */
  private Future<RequestOptions> addressed(RequestOptions request) {
    return hosts.isEmpty()
        ? Future.succeededFuture(request)
        : hosts
            .get()
            .lookUp(request.getHost())
            .map(
                address ->
                    request.setServer(
                        // As a number: a name would be looked up once more, and mean another.
                        SocketAddress.inetSocketAddress(
                            request.getPort(), address.getHostAddress())));
  }

  private static String path(URI url) {
    String base = url.getRawPath() == null ? "" : url.getRawPath();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH;
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
