package dev.couchgrass.store.http;

import dev.couchgrass.store.http.Fault.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Stands between a client and a server, and harms what passes: what the server says, what the
 * client sends, or both.
 */
final class FaultyProxy {
  private static final long DELAY = 20;
  private static final int SLOW_BYTES = 300;
  private static final int SLOW_STEP = 10;

  private final Vertx vertx;
  private final NetServer server;
  private final NetClient client;
  private final int target;
  private final Supplier<Fault> answers;
  private final Supplier<Fault> requests;
  private final Map<Kind, AtomicInteger> done = new ConcurrentHashMap<>();

  /**
   * @param answers what befalls answers, one thing after the other
   * @param requests the same for requests
   */
  FaultyProxy(Vertx vertx, int target, Supplier<Fault> answers, Supplier<Fault> requests) {
    this.vertx = vertx;
    this.target = target;
    this.answers = answers;
    this.requests = requests;
    this.server = vertx.createNetServer();
    this.client = vertx.createNetClient();
  }

  Future<Integer> listen() {
    return server.connectHandler(this::accept).listen(0, "127.0.0.1").map(NetServer::actualPort);
  }

  /** How often each came to pass. */
  int count(Kind kind) {
    return done.getOrDefault(kind, new AtomicInteger()).get();
  }

  private void accept(NetSocket near) {
    near.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(
            far -> {
              near.closeHandler(closed -> far.close());
              near.exceptionHandler(broken -> far.close());
              far.closeHandler(closed -> near.close());
              far.exceptionHandler(broken -> near.close());
              new Harm(far, near, answers).begin();
              new Harm(near, far, requests).begin();
              near.resume();
            })
        .onFailure(cause -> near.close());
  }

  /** What goes one way over one connection. */
  private final class Harm {
    private final NetSocket from;
    private final NetSocket to;
    private final Supplier<Fault> faults;
    private Fault fault;
    private int passed;
    private boolean over;

    private Harm(NetSocket from, NetSocket to, Supplier<Fault> faults) {
      this.from = from;
      this.to = to;
      this.faults = faults;
      this.fault = faults.get();
    }

    private void begin() {
      from.handler(this::piece);
    }

    private void piece(Buffer piece) {
      if (spent()) {
        fault = faults.get();
        passed = 0;
        over = false;
      }
      int before = passed;
      passed += piece.length();
      if (fault.kind() == Kind.DELAY) {
        delay(piece);
      } else if (over || passed <= fault.after() || fault.kind() == Kind.NONE) {
        pass(piece);
      } else {
        over = true;
        note();
        int unharmed = fault.after() - before;
        harm(piece.getBuffer(0, unharmed), piece.getBuffer(unharmed, piece.length()));
      }
    }

    /** A connection that lives on meets the next thing. */
    private boolean spent() {
      return switch (fault.kind()) {
        case NONE, DELAY, SLOW -> passed > fault.after();
        default -> false;
      };
    }

    private void delay(Buffer piece) {
      note();
      from.pause();
      vertx.setTimer(
          DELAY,
          late -> {
            to.write(piece);
            from.resume();
          });
    }

    private void pass(Buffer piece) {
      if (!over || fault.kind() != Kind.BLACK_HOLE) {
        to.write(piece);
      }
    }

    private void note() {
      done.computeIfAbsent(fault.kind(), kind -> new AtomicInteger()).incrementAndGet();
    }

    private void harm(Buffer unharmed, Buffer rest) {
      to.write(unharmed);
      switch (fault.kind()) {
        case CUT -> to.close();
        case GARBAGE ->
            to.write(Buffer.buffer(new byte[] {0, (byte) 0xff, 7, (byte) 0xc0, 0}))
                .compose(written -> to.write(rest));
        case SLOW -> {
          from.pause();
          drip(rest, 0);
        }
        default -> {}
      }
    }

    private void drip(Buffer rest, int at) {
      int end = Math.min(rest.length(), at < SLOW_BYTES ? at + SLOW_STEP : rest.length());
      to.write(rest.getBuffer(at, end));
      if (end < rest.length()) {
        vertx.setTimer(1, next -> drip(rest, end));
      } else {
        from.resume();
      }
    }
  }

  Future<Void> close() {
    return Future.join(server.close(), client.close()).mapEmpty();
  }
}
