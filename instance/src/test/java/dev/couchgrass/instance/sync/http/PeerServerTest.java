package dev.couchgrass.instance.sync.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who keeps a server waiting, or comes in crowds, is got rid of. */
class PeerServerTest {
  private static final int MAX = 100_000;
  private static final int CONNECTIONS = 3;
  private static final BodyPace PACE =
      new BodyPace(Duration.ofMillis(200), 1_000, Duration.ofHours(1));

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  private PeerServer serve(Function<Buffer, Future<Buffer>> service) {
    return serve(PACE, service);
  }

  private PeerServer serve(BodyPace pace, Function<Buffer, Future<Buffer>> service) {
    return await(PeerServer.listen(vertx, "127.0.0.1", 0, MAX, CONNECTIONS, pace, service));
  }

  /** One connection, and all that comes over it until it is closed. */
  private final class Line {
    final NetSocket socket;
    final Buffer heard = Buffer.buffer();
    final Promise<String> closed = Promise.promise();

    Line(int port) {
      // On the socket's own thread: a server that closes at once would else not be heard.
      socket = await(client.connect(port, "127.0.0.1").map(this::listened));
    }

    private NetSocket listened(NetSocket open) {
      open.handler(heard::appendBuffer);
      open.exceptionHandler(failure -> {});
      open.closeHandler(end -> closed.tryComplete(heard.toString()));
      return open;
    }

    void sendHead(int length) {
      socket.write(
          "POST "
              + HttpPeers.PATH
              + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
              + length
              + "\r\n\r\n");
    }

    /** Some bytes now and then, until it is closed. */
    void drip(int bytes, long millis) {
      long timer = vertx.setPeriodic(millis, tick -> socket.write("x".repeat(bytes)));
      closed
          .future()
          .onComplete(
              end -> {
                vertx.cancelTimer(timer);
              });
    }
  }

  private static Future<Buffer> echo(Buffer request) {
    return Future.succeededFuture(Buffer.buffer("> " + request.length()));
  }

  @Test
  @Tag("SYN-26")
  void aBodyThatTricklesEnds() {
    PeerServer server = serve(PeerServerTest::echo);
    Line line = new Line(server.port());
    line.sendHead(50_000);
    line.drip(1, 20);
    assertTrue(await(line.closed.future()).startsWith("HTTP/1.1 408"), line.heard.toString());
  }

  /** It gets on well enough, and yet keeps us for too long. */
  @Test
  @Tag("SYN-26")
  void aBodyWithoutEndEnds() {
    BodyPace pace = new BodyPace(Duration.ofMillis(200), 1, Duration.ofMillis(600));
    PeerServer server = serve(pace, PeerServerTest::echo);
    Line line = new Line(server.port());
    line.sendHead(MAX);
    line.drip(100, 20);
    assertTrue(await(line.closed.future()).startsWith("HTTP/1.1 408"), line.heard.toString());
  }

  @Test
  void aBodyThatGetsOnIsRead() {
    PeerServer server = serve(PeerServerTest::echo);
    Line line = new Line(server.port());
    Promise<String> answer = Promise.promise();
    line.socket.handler(part -> answer.tryComplete(part.toString()));
    line.sendHead(5_000);
    line.drip(100, 10);
    assertTrue(await(answer.future()).endsWith("> 5000"));
  }

  @Test
  @Tag("SYN-26")
  void thereAreSoManyConnections() {
    PeerServer server = serve(PeerServerTest::echo);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Line line = new Line(server.port());
      line.sendHead(2);
      lines.add(line);
    }
    Line late = new Line(server.port());
    assertEquals("", await(late.closed.future()));
    for (Line line : lines) {
      assertFalse(line.closed.future().isComplete());
    }
    Line first = lines.get(0);
    await(first.socket.close());
    await(first.closed.future());
    // Its place is free as soon as the server hears of it.
    Promise<String> answer = Promise.promise();
    again(server.port(), answer);
    assertTrue(await(answer.future()).endsWith("> 2"));
  }

  private void again(int port, Promise<String> answer) {
    client
        .connect(port, "127.0.0.1")
        .map(
            socket -> {
              socket.exceptionHandler(failure -> {});
              socket.closeHandler(
                  end -> {
                    if (!answer.future().isComplete()) {
                      again(port, answer);
                    }
                  });
              socket.handler(part -> answer.tryComplete(part.toString()));
              socket.write(
                  "POST " + HttpPeers.PATH + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxx");
              return socket;
            });
  }

  @Test
  @Tag("SYN-26")
  void whoComesWhenAllIsTakenIsToldToComeAgain() {
    PeerServer server =
        serve(
            request ->
                Future.failedFuture(new StoreException(ErrorCode.OVERLOADED, "Too many at once")));
    Line line = new Line(server.port());
    Promise<String> answer = Promise.promise();
    line.socket.handler(part -> answer.tryComplete(part.toString()));
    line.sendHead(1);
    line.socket.write("x");
    String said = await(answer.future());
    assertTrue(said.startsWith("HTTP/1.1 503"), said);
    assertTrue(said.toLowerCase(Locale.ROOT).contains("retry-after: 2"), said);
  }
}
