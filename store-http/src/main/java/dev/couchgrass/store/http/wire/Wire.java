package dev.couchgrass.store.http.wire;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.HostLookup;
import dev.couchgrass.store.http.options.HttpOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way to a server: sends calls and gives their answers, with a status of 200 to 299 all of
 * them; everything else is a failure. Calls that are safe are repeated within {@link
 * dev.couchgrass.store.http.options.Retries}, as long as no answer has begun.
 *
 * <p>To be used at its {@link Place} alone.
 */
public final class Wire {
  /** As much as is read of a refusal, which has nothing long to say. */
  private static final int REFUSAL_BYTES = 64 << 10;

  /** What is worth another attempt: a gateway's complaint, or a server that is busy. */
  private static final Set<Integer> PASSING = Set.of(500, 502, 503, 504);

  /** What was asked is not carried out, whatever it is. */
  private static final int TOO_MANY = 429;

  private final Place place;
  private final HttpOptions options;
  private final Credentials credentials;
  private final HttpClientAgent prompt;
  private final HttpClientAgent streams;
  private final String prefix;
  private final Quiet quiet;
  private boolean closed;

  public Wire(Place place, HttpOptions options) {
    this.place = place;
    this.options = options;
    this.credentials = new Credentials(options.authentication());
    this.quiet = new Quiet(place.vertx(), options.retries().longestAsked());
    this.prompt = Clients.make(place.vertx(), options, options.limits().connections());
    this.streams = Clients.make(place.vertx(), options, options.limits().streams());
    String path = options.server().getRawPath();
    this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  public Place place() {
    return place;
  }

  public HttpOptions options() {
    return options;
  }

  /** Sends a call; gives the answer when its head has come. */
  public Future<Answer> send(Call call) {
    Promise<Answer> promise = Promise.promise();
    quiet.over().onComplete(now -> attempt(call, 1, promise));
    return promise.future();
  }

  /** Sends a call and reads its answer into memory. */
  public Future<byte[]> ask(Call call) {
    return send(call).compose(this::whole);
  }

  /** Reads an answer into memory, within the limits for that. */
  public Future<byte[]> whole(Answer answer) {
    return whole(answer, options.limits().answerBytes());
  }

  private Future<byte[]> whole(Answer answer, int most) {
    long alarm =
        place
            .vertx()
            .setTimer(options.timeouts().answer().toMillis(), late -> answer.body().close());
    return answer.whole(most).andThen(read -> place.vertx().cancelTimer(alarm));
  }

  private void attempt(Call call, int number, Promise<Answer> promise) {
    if (closed) {
      promise.fail(Failures.brokenOff());
      return;
    }
    authenticated(call)
        .onSuccess(promise::complete)
        .onFailure(
            cause -> {
              if (!closed && passes(cause, call.safe()) && number < options.retries().attempts()) {
                pause(number).onComplete(over -> attempt(call, number + 1, promise));
              } else {
                promise.fail(cause instanceof Refused refused ? refused.failure() : cause);
              }
            });
  }

  /** Until another attempt: a time of our own, and what the server asked for. */
  private Future<Void> pause(int number) {
    Duration pause = options.retries().pause(number, options.random());
    Promise<Void> over = Promise.promise();
    place.vertx().setTimer(pause.toMillis(), now -> over.complete());
    return over.future().compose(now -> quiet.over());
  }

  private static boolean passes(Throwable cause, boolean safe) {
    return cause instanceof Refused refused
        ? refused.status() == TOO_MANY || (safe && PASSING.contains(refused.status()))
        : safe && Failures.is(cause, ErrorCode.STORE_FAILED);
  }

  /** Who is refused because his session has ended begins another one, once. */
  private Future<Answer> authenticated(Call call) {
    return credentials
        .headers(this::bare)
        .compose(
            first ->
                bare(with(call, first))
                    .recover(
                        cause -> ended(cause) ? again(call, first) : Future.failedFuture(cause)));
  }

  private boolean ended(Throwable cause) {
    return credentials.renewable() && cause instanceof Refused refused && refused.status() == 401;
  }

  private Future<Answer> again(Call call, Map<String, String> expired) {
    credentials.expire(expired);
    return credentials.headers(this::bare).compose(fresh -> bare(with(call, fresh)));
  }

  private static Call with(Call call, Map<String, String> headers) {
    Call full = call;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      full = full.withHeader(header.getKey(), header.getValue());
    }
    return full;
  }

  private Future<Answer> bare(Call call) {
    Duration patience = call.patience().orElse(options.timeouts().idle());
    return connect(call)
        .compose(request -> new Attempt(place.vertx(), request, call, patience).run())
        .compose(this::judge);
  }

  private Future<HttpClientRequest> connect(Call call) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(call.method())
            .setHost(options.server().getHost())
            .setPort(options.port())
            .setSsl(options.secure())
            .setFollowRedirects(false)
            .setURI(prefix + call.path());
    call.headers().forEach(request::putHeader);
    return addressed(request)
        .compose((call.streamed() ? streams : prompt)::request)
        .recover(cause -> Future.failedFuture(unconnected(cause)));
  }

  /** The request goes to the address that the lookup allows; the host stays what it was. */
  private Future<RequestOptions> addressed(RequestOptions request) {
    Optional<HostLookup> lookup = options.lookup();
    return lookup.isEmpty()
        ? Future.succeededFuture(request)
        : lookup
            .get()
            .lookUp(options.server().getHost())
            .map(
                address ->
                    request.setServer(
                        // As a number: a name would be looked up once more, and mean another.
                        SocketAddress.inetSocketAddress(options.port(), address.getHostAddress())));
  }

  private static StoreException unconnected(Throwable cause) {
    return cause instanceof ConnectionPoolTooBusyException
        ? new StoreException(ErrorCode.OVERLOADED, "Too many requests wait for a connection")
        : Failures.network("The server is not reached", cause);
  }

  private Future<Answer> judge(Answer answer) {
    credentials.remember(answer);
    quiet.note(answer.status(), answer.headers());
    if (answer.status() >= 200 && answer.status() < 300) {
      return Future.succeededFuture(answer);
    }
    return whole(answer, REFUSAL_BYTES)
        .recover(
            cause ->
                Failures.is(cause, ErrorCode.TOO_LARGE)
                    ? Future.succeededFuture(new byte[0])
                    : Future.failedFuture(cause))
        .compose(
            body ->
                Future.failedFuture(
                    new Refused(answer.status(), Failures.refusal(answer.status(), body))));
  }

  /** Ends every connection, and with them the calls that still wait; none is repeated. */
  public Future<Void> close() {
    closed = true;
    quiet.close();
    return Future.join(prompt.close(), streams.close()).mapEmpty();
  }
}
