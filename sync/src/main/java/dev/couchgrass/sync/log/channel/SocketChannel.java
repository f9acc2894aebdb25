package dev.couchgrass.sync.log.channel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.Optional;

/** A channel over a WebSocket, one binary message for each. */
public final class SocketChannel implements MessageChannel {
  /** The largest message: an operation's body and header, and what tells where they belong. */
  public static final int MAX_MESSAGE_BYTES = (1 << 24) + (1 << 17);

  private static final int MAX_MESSAGES = 16;
  private static final long MAX_BYTES = 1L << 20;

  private final WebSocketBase socket;
  private final Inbox in = new Inbox(MAX_MESSAGES, MAX_BYTES);
  private final Outbox out;

  private SocketChannel(WebSocketBase socket) {
    this.socket = socket;
    this.out = new Outbox(socket::writeBinaryMessage, MAX_BYTES);
  }

  /** A channel over a socket that is open, of which nothing was read yet. */
  public static SocketChannel over(WebSocketBase socket) {
    return over(socket, () -> {});
  }

  private static SocketChannel over(WebSocketBase socket, Runnable release) {
    SocketChannel channel = new SocketChannel(socket);
    socket.binaryMessageHandler(channel::arrived);
    socket.textMessageHandler(text -> channel.fail(new IllegalStateException("Not binary")));
    socket.exceptionHandler(channel::fail);
    socket.closeHandler(
        closed -> {
          channel.in.end();
          release.run();
        });
    socket.endHandler(ended -> channel.in.end());
    return channel;
  }

  /**
   * Connects to a server's path for log sync.
   *
   * @param uri {@code ws://} or {@code wss://}
   */
  public static Future<SocketChannel> connect(Vertx vertx, URI uri) {
    WebSocketClientOptions options =
        new WebSocketClientOptions().setMaxMessageSize(MAX_MESSAGE_BYTES);
    WebSocketConnectOptions target = new WebSocketConnectOptions().setAbsoluteURI(uri.toString());
    WebSocketClient client = vertx.createWebSocketClient(options);
    return client
        .connect(target)
        .map(socket -> over(socket, client::close))
        .recover(failure -> client.close().transform(done -> Future.failedFuture(failure)));
  }

  private void arrived(Buffer message) {
    Future<Void> room = in.add(message);
    if (!room.isComplete()) {
      socket.pause();
      room.onComplete(
          free -> {
            socket.resume();
          });
    }
  }

  private void fail(Throwable why) {
    in.fail(why);
  }

  @Override
  public Future<Void> send(Buffer message) {
    return socket.isClosed() ? Future.failedFuture(new ChannelEndedException()) : out.add(message);
  }

  @Override
  public Future<Optional<Buffer>> receive() {
    return in.take();
  }

  @Override
  public Future<Void> close() {
    in.end();
    return socket.isClosed() ? Future.succeededFuture() : socket.close();
  }
}
