package dev.couchgrass.store.http.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request.
 *
 * @param path after the server's address, encoded, with its query
 * @param safe whether it may be repeated after a failure: it changes nothing, or twice the same as
 *     once
 * @param streamed whether its answer is read at the reader's pace, and so holds a connection for
 *     long
 * @param patience how long to wait for a byte of the answer, if not as long as for any
 */
public record Call(
    HttpMethod method,
    String path,
    Map<String, String> headers,
    Payload payload,
    boolean safe,
    boolean streamed,
    Optional<Duration> patience) {
  private static final Payload NOTHING = new Payload(0, () -> Pieces.of(Buffer.buffer()));

  /**
   * What is sent.
   *
   * @param length in bytes
   * @param pieces makes the bytes, anew for each attempt
   */
  public record Payload(long length, Supplier<Pieces> pieces) {}

  public Call {
    headers = Map.copyOf(headers);
  }

  /** Reads. */
  public static Call get(Path path) {
    return new Call(
        HttpMethod.GET, path.text(), accepting(), NOTHING, true, false, Optional.empty());
  }

  /** Deletes. */
  public static Call delete(Path path) {
    return new Call(
        HttpMethod.DELETE, path.text(), accepting(), NOTHING, false, false, Optional.empty());
  }

  /** Makes something that needs no telling, such as a database. */
  public static Call put(Path path) {
    return new Call(
        HttpMethod.PUT, path.text(), accepting(), NOTHING, false, false, Optional.empty());
  }

  /** Puts JSON. */
  public static Call put(Path path, byte[] json) {
    return json(HttpMethod.PUT, path, json);
  }

  /** Posts JSON. */
  public static Call post(Path path, byte[] json) {
    return json(HttpMethod.POST, path, json);
  }

  /** Puts a body that is made while it is sent. */
  public static Call put(Path path, String contentType, Payload payload) {
    return new Call(
        HttpMethod.PUT, path.text(), typed(contentType), payload, false, false, Optional.empty());
  }

  private static Call json(HttpMethod method, Path path, byte[] json) {
    Payload payload = new Payload(json.length, () -> Pieces.of(Buffer.buffer(json)));
    return new Call(
        method, path.text(), typed("application/json"), payload, false, false, Optional.empty());
  }

  private static Map<String, String> accepting() {
    return Map.of("Accept", "application/json");
  }

  private static Map<String, String> typed(String contentType) {
    return Map.of("Accept", "application/json", "Content-Type", contentType);
  }

  /** The same, but that it may be repeated. */
  public Call asSafe() {
    return new Call(method, path, headers, payload, true, streamed, patience);
  }

  /** The same, but that its answer is read at the reader's pace. */
  public Call asStream() {
    return new Call(method, path, headers, payload, safe, true, patience);
  }

  /** The same, but that it waits so long. */
  public Call withPatience(Duration time) {
    return new Call(method, path, headers, payload, safe, streamed, Optional.of(time));
  }

  /** The same with another header, in place of one of the same name. */
  public Call withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, path, more, payload, safe, streamed, patience);
  }

  /** Without headers, which may have credentials in them. */
  @Override
  public String toString() {
    return "Call[" + method + ' ' + path + ']';
  }
}
