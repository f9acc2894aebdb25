package dev.couchgrass.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request on its way to its answer. Used on one event loop. */
public final class Exchange {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServerRequest request;
  private final Vertx vertx;
  private final ServerOptions options;
  private final String id;
  private final RequestBody content;
  private final long began = System.nanoTime();
  private Map<String, String> parameters = Map.of();
  private Identity identity = Identity.ANONYMOUS;
  private Optional<DocumentPolicy> policy = Optional.empty();
  private boolean strict;
  private @Nullable DocumentStore database;
  private @Nullable Query query;

  Exchange(HttpServerRequest request, Vertx vertx, ServerOptions options, String id) {
    this.request = request;
    this.vertx = vertx;
    this.options = options;
    this.id = id;
    this.content = new RequestBody(request, vertx, options.timeouts().body());
  }

  // What was asked

  public HttpServerRequest request() {
    return request;
  }

  /** Names this exchange in the log and in the answer's {@code X-Couch-Request-ID}. */
  public String id() {
    return id;
  }

  /** Whether the answer has no body. */
  public boolean head() {
    return request.method().equals(HttpMethod.HEAD);
  }

  /** What the path says for a parameter of the route's pattern, decoded. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no parameter " + name);
    }
    return value;
  }

  /** The request's query. Fails with 400 if it is badly encoded. */
  public Query query() {
    Query known = query;
    if (known == null) {
      String raw = request.query();
      known = Query.parse(raw == null ? "" : raw);
      query = known;
    }
    return known;
  }

  /** A header of the request. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** Whether the client has the state already that this tag, quotes included, names. */
  public boolean knows(String tag) {
    return header("If-None-Match").filter(list -> EntityTags.name(list, tag)).isPresent();
  }

  public Identity identity() {
    return identity;
  }

  /** The database that the path names, open; for routes within a database alone. */
  public DocumentStore database() {
    DocumentStore open = database;
    if (open == null) {
      throw new IllegalStateException("The route opens no database");
    }
    return open;
  }

  /** What the database wants done with each document before it is written. */
  public Optional<DocumentPolicy> policy() {
    return policy;
  }

  public Vertx vertx() {
    return vertx;
  }

  public ServerOptions options() {
    return options;
  }

  /**
   * The whole body, decompressed. Fails with 413 if it is longer, and with 415 if it is compressed
   * otherwise than by gzip. A body that ends too early ends the connection.
   *
   * <p>Where documents grant rights (security, design documents, system databases), a member that
   * comes twice is refused with 400.
   */
  public Future<Buffer> body(long maxBytes) {
    Future<Buffer> body = bodyReader(maxBytes).read();
    return strict ? body.map(DuplicateMembers::refuse) : body;
  }

  /** As {@link #body(long)}, of what is no JSON. Fails with 408 if all of it takes longer. */
  public Future<Buffer> body(long maxBytes, Duration most) {
    BodyReader reader = bodyReader(maxBytes);
    long timer = vertx.setTimer(most.toMillis(), late -> reader.giveUp());
    return Future.succeededFuture()
        .compose(now -> reader.read())
        .andThen(ended -> vertx.cancelTimer(timer));
  }

  private BodyReader bodyReader(long maxBytes) {
    return new BodyReader(this, Math.min(maxBytes, options.limits().requestBytes()));
  }

  /**
   * The body as it comes, paused. Fails with 408 if the client keeps the server waiting for longer
   * than the options say.
   */
  public ReadStream<Buffer> stream() {
    return content.stream();
  }

  /** What is to be told of a failure. */
  Throwable explain(Throwable cause) {
    return content.explain(cause);
  }

  /**
   * Reads what the request still sends and drops it: else its answer might get lost. A client that
   * sends far more than anybody wants loses its connection.
   */
  public void discardRest() {
    content.discardRest();
  }

  /** Requires a body that says it is JSON: what a form of another site can't send. */
  public void requireJson() {
    String type = header("Content-Type").orElse("application/json");
    int end = type.indexOf(';');
    if (!(end < 0 ? type : type.substring(0, end)).trim().equalsIgnoreCase("application/json")) {
      throw HttpFailure.unsupportedMediaType("Content-Type must be application/json");
    }
  }

  // What is answered

  /** Adds a header to the answer, in place of one of the same name. */
  public Exchange respondWith(CharSequence name, CharSequence value) {
    request.response().putHeader(name, value);
    return this;
  }

  /** Answers with a tree as JSON. */
  public Future<Void> json(int status, JsonNode tree) {
    try {
      return json(status, Buffer.buffer(MAPPER.writeValueAsBytes(tree)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers with a JSON text, to which a line feed is added, as CouchDB does. */
  public Future<Void> json(int status, byte[] text) {
    return json(status, Buffer.buffer(text.length + 1).appendBytes(text));
  }

  /** As {@link #json(int, byte[])}; the buffer is used up. */
  public Future<Void> json(int status, Buffer text) {
    return respond(status, jsonType(), text.appendByte((byte) '\n'));
  }

  /** Answers with these bytes and no more headers than were added and are general. */
  public Future<Void> respond(int status, String contentType, Buffer body) {
    HttpServerResponse response = prepare(contentType);
    response.setStatusCode(status);
    response.putHeader(Headers.CONTENT_LENGTH, Integer.toString(body.length()));
    return head() ? response.end() : response.end(body);
  }

  /** Answers without a body. */
  public Future<Void> empty(int status) {
    HttpServerResponse response = request.response().setStatusCode(status);
    general(response);
    if (status != 204 && status != 304) {
      response.putHeader(Headers.CONTENT_LENGTH, "0");
    }
    return response.end();
  }

  /** Begins an answer whose length is not known. */
  public ResponseSink chunked(int status, String contentType) {
    prepare(contentType).setStatusCode(status).setChunked(true);
    return sink();
  }

  /** Begins an answer of so many bytes. */
  public ResponseSink sized(int status, String contentType, long length) {
    HttpServerResponse response = prepare(contentType).setStatusCode(status);
    response.putHeader(Headers.CONTENT_LENGTH, Long.toString(length));
    return sink();
  }

  private ResponseSink sink() {
    return new ResponseSink(vertx, request, head(), options.timeouts().body());
  }

  /** The type of JSON answers: what the client accepts decides, as in CouchDB. */
  public String jsonType() {
    String accept = request.getHeader("Accept");
    boolean json =
        accept == null
            || accept.contains("application/json")
            || accept.contains("*/*")
            || accept.contains("application/*");
    return json ? "application/json" : "text/plain; charset=utf-8";
  }

  private HttpServerResponse prepare(String contentType) {
    HttpServerResponse response = request.response();
    general(response);
    response.putHeader(Headers.CONTENT_TYPE, Headers.contentType(contentType));
    return response;
  }

  private void general(HttpServerResponse response) {
    response.putHeader(Headers.DATE, HttpDate.of(options.clock().instant()));
    response.putHeader(Headers.SERVER, Headers.PRODUCT);
    response.putHeader(Headers.REQUEST_ID, id);
    response.putHeader(Headers.CONTENT_TYPE_OPTIONS, Headers.NOSNIFF);
    long millis = (System.nanoTime() - began) / 1_000_000;
    response.putHeader(Headers.BODY_TIME, Long.toString(millis));
    if (!response.headers().contains(Headers.CACHE_CONTROL)) {
      response.putHeader(Headers.CACHE_CONTROL, Headers.MUST_REVALIDATE);
    }
  }

  // What the gateway fills in

  void matched(Dispatcher.Match match, Identity who) {
    this.parameters = match.parameters();
    this.strict = match.route().grantsRights();
    this.identity = who;
  }

  void opened(DocumentStore store, Optional<DocumentPolicy> rules) {
    this.database = store;
    this.policy = rules;
    this.strict |= store.name().isSystem();
  }
}
