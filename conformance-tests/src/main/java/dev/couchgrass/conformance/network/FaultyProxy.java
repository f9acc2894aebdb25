package dev.couchgrass.conformance.network;

import dev.couchgrass.conformance.network.Fault.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Stands between a client and a server, and harms what passes: what the server says, what the
 * client sends, or both. Its methods may be called from any thread.
 */
public final class FaultyProxy {
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
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  /**
   * In front of a server of this machine.
   *
   * @param target its port
   * @param answers what befalls answers, one thing after the other
   * @param requests the same for requests
   */
  public FaultyProxy(Vertx vertx, int target, Supplier<Fault> answers, Supplier<Fault> requests) {
    this.vertx = vertx;
    this.target = target;
    this.answers = answers;
    this.requests = requests;
    this.server = vertx.createNetServer();
    this.client = vertx.createNetClient();
  }

  /** Begins; gives the port. */
  public Future<Integer> listen() {
    return server.connectHandler(this::accept).listen(0, "127.0.0.1").map(NetServer::actualPort);
  }

  /** How often each came to pass. */
  public int count(Kind kind) {
    return done.getOrDefault(kind, new AtomicInteger()).get();
  }

  /**
   * From now on, or no more, everything that comes is swallowed, on the connections there are and
   * on new ones, and no end is passed on: as where a router forgot about them. What met that stays
   * silent for ever.
   */
  public void silence(boolean on) {
    silent = on;
  }

  /** Ends all connections. New ones may be made at once. */
  public void cut() {
    List.copyOf(open).forEach(NetSocket::close);
  }

  private void accept(NetSocket near) {
    open.add(near);
    near.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(
            far -> {
              Harm back = new Harm(far, near, answers);
              Harm forth = new Harm(near, far, requests);
              near.closeHandler(closed -> gone(near, far, back));
              near.exceptionHandler(broken -> far.close());
              far.closeHandler(closed -> end(near, back));
              far.exceptionHandler(broken -> end(near, back));
              back.begin();
              forth.begin();
              near.resume();
            })
        .onFailure(cause -> near.close());
  }

  private void gone(NetSocket near, NetSocket far, Harm back) {
    back.swallowed = true;
    open.remove(near);
    far.close();
  }

  /** A client beyond a silent line does not hear that its server is gone. */
  private void end(NetSocket near, Harm back) {
    if (!silent && !back.swallowed) {
      near.close();
    }
  }

  /** What goes one way over one connection. */
  private final class Harm {
    private final NetSocket from;
    private final NetSocket to;
    private final Supplier<Fault> faults;
    private Fault fault;
    private int passed;
    private boolean over;
    private boolean swallowed;

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
      swallowed |= silent;
      if (swallowed) {
        return;
      }
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

  /** Ends it, and all that goes through it. */
  public Future<Void> close() {
    cut();
    return Future.join(server.close(), client.close()).mapEmpty();
  }
}
