package dev.couchgrass.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A client of one server.
 *
 * <p>Every method throws, or completes with, {@link ServerException} if the server refuses, {@link
 * UnreachableException} if nothing answers at its address, and {@link BrokenExchangeException} if
 * the connection breaks or what answers speaks no HTTP.
 */
public final class CouchClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** To the head of an answer; how long its body takes is not limited. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

  private final Address address;
  private final HttpClient http;

  public CouchClient(Address address) {
    this.address = address;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  public Address address() {
    return address;
  }

  public byte[] get(Target target) throws IOException, InterruptedException {
    return send(request(target).GET().build());
  }

  public byte[] put(Target target, byte[] json) throws IOException, InterruptedException {
    return send(request(target).PUT(BodyPublishers.ofByteArray(json)).build());
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return accepted(http.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException | UnresolvedAddressException e) {
      throw failure(request, e);
    }
  }

  /**
   * An answer's body as it arrives, no faster than it is read; closing it early ends the request.
   */
  public InputStream open(Target target) throws IOException, InterruptedException {
    HttpRequest request = request(target).GET().build();
    HttpResponse<InputStream> answer;
    try {
      answer = http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException | UnresolvedAddressException e) {
      throw failure(request, e);
    }
    InputStream stream = new AnswerStream(answer.body(), asked(request));
    if (answer.statusCode() / 100 == 2) {
      return stream;
    }
    try (InputStream body = stream) {
      throw ServerException.of(answer.statusCode(), body.readAllBytes());
    }
  }

  public CompletableFuture<byte[]> post(Target target, byte[] json) {
    HttpRequest request = request(target).POST(BodyPublishers.ofByteArray(json)).build();
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .handle(
            (answer, thrown) -> {
              if (thrown != null) {
                throw new CompletionException(reasonOf(request, thrown));
              }
              return accepted(answer);
            });
  }

  private Throwable reasonOf(HttpRequest request, Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    boolean expected = cause instanceof IOException || cause instanceof UnresolvedAddressException;
    return expected ? failure(request, cause) : cause;
  }

  private static byte[] accepted(HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw ServerException.of(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  private IOException failure(HttpRequest request, Throwable cause) {
    return isUnreachable(cause)
        ? new UnreachableException(address.base(), cause)
        : BrokenExchangeException.of(asked(request), cause);
  }

  /** Without the query, which is long and not what went wrong. */
  private static String asked(HttpRequest request) {
    return request.method() + ' ' + request.uri().toString().replaceFirst("\\?.*", "");
  }

  private static boolean isUnreachable(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof HttpConnectTimeoutException
        || failure instanceof UnknownHostException
        || failure instanceof UnresolvedAddressException;
  }

  private HttpRequest.Builder request(Target target) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.under(address.base()))
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json");
    address.credentials().ifPresent(who -> request.header("Authorization", who.header()));
    return request;
  }
}
