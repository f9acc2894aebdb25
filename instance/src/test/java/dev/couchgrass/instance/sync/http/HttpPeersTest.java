package dev.couchgrass.instance.sync.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.instance.ticket.PeerAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HttpPeersTest {
  private static final int MAX = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final HttpPeers peers = new HttpPeers(vertx, Duration.ofMillis(500));

  @AfterEach
  void stop() {
    await(peers.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  private static PeerAddress at(int port, String path) {
    return new PeerAddress("http", "http://127.0.0.1:" + port + path);
  }

  private PeerServer echo() {
    return await(
        PeerServer.listen(
            vertx,
            "127.0.0.1",
            0,
            MAX,
            16,
            request ->
                switch (request.toString()) {
                  case "bad" ->
                      Future.failedFuture(new InvalidInputException(Problem.BAD_REQUEST, "Bad"));
                  case "broken" -> Future.failedFuture(new IllegalStateException("broken"));
                  default -> Future.succeededFuture(Buffer.buffer("> ").appendBuffer(request));
                }));
  }

  private int scripted(Consumer<HttpServerRequest> script) {
    HttpServer server = vertx.createHttpServer().requestHandler(script::accept);
    return await(server.listen(0, "127.0.0.1")).actualPort();
  }

  private Buffer send(PeerAddress address, String request) {
    return await(peers.send(address, Buffer.buffer(request), MAX));
  }

  private void assertFails(PeerAddress address) {
    assertFails(peers.send(address, Buffer.buffer("hello"), MAX));
  }

  private static void assertFails(Future<Buffer> sent) {
    boolean failed = await(sent.transform(ended -> Future.succeededFuture(ended.failed())));
    assertTrue(failed);
  }

  @Test
  void carriesBytesBothWays() {
    PeerServer server = echo();
    for (String path : new String[] {"", "/"}) {
      assertEquals("> hello", send(at(server.port(), path), "hello").toString());
    }
    await(server.close());
  }

  @Test
  void reachesWhatIsHttp() {
    assertTrue(peers.reaches(new PeerAddress("http", "http://a")));
    assertTrue(peers.reaches(new PeerAddress("https", "https://a")));
    assertFalse(peers.reaches(new PeerAddress("iroh", "a")));
  }

  /** What is connected to is what was looked up, whatever the name means elsewhere. */
  @Test
  @Tag("SYN-30")
  void whereAHostIsIsAskedEachTime() throws UnknownHostException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    List<String> asked = new ArrayList<>();
    HttpPeers some =
        new HttpPeers(
            vertx,
            host -> {
              asked.add(host);
              return Future.succeededFuture(here);
            });
    int port = scripted(request -> request.response().end(request.getHeader("Host")));
    PeerAddress address = new PeerAddress("http", "http://peer.invalid:" + port);
    for (int i = 0; i < 2; i++) {
      Buffer reply = await(some.send(address, Buffer.buffer("hello"), MAX));
      assertEquals("peer.invalid:" + port, reply.toString());
    }
    assertEquals(List.of("peer.invalid", "peer.invalid"), asked);
    await(some.close());
  }

  @Test
  @Tag("SYN-30")
  void whatMayNotBeReachedIsNotAsked() {
    AtomicInteger requests = new AtomicInteger();
    int port =
        scripted(
            request -> {
              requests.incrementAndGet();
              request.response().end("secret");
            });
    HttpPeers none = new HttpPeers(vertx, host -> Future.failedFuture("not there"));
    assertFails(none.send(at(port, ""), Buffer.buffer("hello"), MAX));
    assertEquals(0, requests.get());
    await(none.close());
  }

  /** Else it would lead from what may be reached to what may not. */
  @Test
  @Tag("SYN-30")
  void whereItIsSentOnItDoesNotGo() {
    AtomicInteger requests = new AtomicInteger();
    int behind =
        scripted(
            request -> {
              requests.incrementAndGet();
              request.response().end("secret");
            });
    String url = "http://127.0.0.1:" + behind + "/";
    for (int status : new int[] {303, 307}) {
      assertFails(
          at(
              scripted(
                  request ->
                      request.response().setStatusCode(status).putHeader("Location", url).end()),
              ""));
    }
    assertEquals(0, requests.get());
  }

  @Test
  void aPathBeforeItIsKept() {
    int port =
        scripted(
            request ->
                request.response().end(request.path() + " " + request.getHeader("Content-Type")));
    assertEquals(
        "/behind/proxy/_couchgrass/peer application/vnd.couchgrass.peer+cbor",
        send(at(port, "/behind/proxy/"), "x").toString());
  }

  @Test
  void whatIsNoReplyFails() {
    assertFails(at(scripted(request -> request.response().setStatusCode(404).end()), ""));
    assertFails(at(scripted(request -> request.response().setStatusCode(204).end()), ""));
    assertFails(at(scripted(request -> request.response().end("x".repeat(MAX + 1))), ""));
    assertFails(at(scripted(request -> request.connection().close()), ""));
    NetServer net = vertx.createNetServer().connectHandler(socket -> socket.write("garbage\r\n"));
    assertFails(at(await(net.listen(0, "127.0.0.1")).actualPort(), ""));
    int nobody = await(vertx.createNetServer().connectHandler(socket -> {}).listen(0)).actualPort();
    assertFails(at(nobody, ""));
  }

  @Test
  void aReplyThatEndsEarlyFails() {
    assertFails(
        at(
            scripted(
                request -> {
                  request.response().putHeader("Content-Length", "100").write("half");
                  vertx.setTimer(50, timer -> request.connection().close());
                }),
            ""));
  }

  @Test
  void silenceFails() {
    assertFails(at(scripted(request -> {}), ""));
    assertFails(
        at(scripted(request -> request.response().setChunked(true).write("and then nothing")), ""));
  }

  private static final int LONG = 16_000_000;

  /** Takes what it is sent a little at a time, and answers when it has all. */
  private int slowToRead() {
    NetServerOptions small = new NetServerOptions().setReceiveBufferSize(256 << 10);
    NetServer net =
        vertx
            .createNetServer(small)
            .connectHandler(
                socket -> {
                  AtomicInteger read = new AtomicInteger();
                  socket.handler(
                      part -> {
                        if (read.addAndGet(part.length()) >= LONG) {
                          socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                        }
                      });
                  socket.pause();
                  vertx.setPeriodic(10, timer -> socket.fetch(1));
                });
    return await(net.listen(0, "127.0.0.1")).actualPort();
  }

  /** It takes longer than anybody may be silent, and nobody is. */
  @Test
  void whatIsSentSlowlyGetsOn() {
    int port = slowToRead();
    long began = System.nanoTime();
    Buffer reply = await(peers.send(at(port, ""), Buffer.buffer(new byte[LONG]), MAX));
    assertEquals("ok", reply.toString());
    assertTrue(System.nanoTime() - began > Duration.ofMillis(750).toNanos(), "It was not slow");
  }

  @Test
  void whoDoesNotReadFails() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Buffer request = Buffer.buffer(new byte[LONG]);
      assertFails(peers.send(at(silent.getLocalPort(), ""), request, MAX));
    }
  }

  @Test
  void aReplyOfTheGreatestLengthComes() {
    int port = scripted(request -> request.response().end("x".repeat(MAX)));
    assertEquals(MAX, send(at(port, ""), "x").length());
  }

  private record Answer(int status, String body) {}

  private Answer raw(int port, HttpMethod method, String path, String body) {
    HttpClient client = vertx.createHttpClient();
    return await(
        client
            .request(method, port, "127.0.0.1", path)
            .compose(request -> request.send(body))
            .compose(
                reply -> reply.body().map(said -> new Answer(reply.statusCode(), said.toString())))
            .eventually(client::close));
  }

  @Test
  void theServerSaysWhatIsWrong() {
    PeerServer server = echo();
    assertEquals(404, raw(server.port(), HttpMethod.GET, HttpPeers.PATH, "").status());
    assertEquals(404, raw(server.port(), HttpMethod.POST, "/", "").status());
    Answer bad = raw(server.port(), HttpMethod.POST, HttpPeers.PATH, "bad");
    assertEquals(400, bad.status());
    assertEquals("Bad", bad.body());
    assertEquals(500, raw(server.port(), HttpMethod.POST, HttpPeers.PATH, "broken").status());
    assertEquals(
        413, raw(server.port(), HttpMethod.POST, HttpPeers.PATH, "x".repeat(MAX + 1)).status());
    assertEquals(
        "> " + "x".repeat(MAX),
        raw(server.port(), HttpMethod.POST, HttpPeers.PATH, "x".repeat(MAX)).body());
    await(server.close());
  }

  @Test
  void closedTwiceIsClosed() {
    PeerServer server = echo();
    int port = server.port();
    await(server.close());
    assertFails(at(port, ""));
    Promise<Void> again = Promise.promise();
    server.close().onComplete(again);
    await(again.future());
  }
}
