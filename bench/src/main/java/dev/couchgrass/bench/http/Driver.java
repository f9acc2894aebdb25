package dev.couchgrass.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Keeps a server on this machine busy over some connections, each of which sends its next request
 * as soon as it has the answer to the last one. One thread; stops after the first refusal.
 */
final class Driver implements AutoCloseable {
  private static final int MAX_SAMPLES = 1 << 22;

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
  private long[] latencies = new long[1 << 16];
  private int answered;

  Driver(int port, int connections) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open(address);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      key.attach(new Connection(channel, key));
    }
  }

  /** What a server did under load; latencies in nanoseconds. */
  record Outcome(long requests, Duration time, long median, long worstOfHundred) {
    double perSecond() {
      return requests * 1e9 / time.toNanos();
    }
  }

  /** Sends requests for some time, and waits for the answers to the last ones. */
  Outcome run(Supplier<byte[]> requests, Duration time) throws IOException {
    answered = 0;
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    for (SelectionKey key : selector.keys()) {
      ((Connection) key.attachment()).send(requests.get());
    }
    int open = selector.keys().size();
    while (open > 0) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (key.isWritable()) {
          connection.write();
        }
        if (key.isReadable() && connection.read()) {
          if (System.nanoTime() < end) {
            connection.send(requests.get());
          } else {
            open--;
          }
        }
      }
      selector.selectedKeys().clear();
    }
    return outcome(System.nanoTime() - begin);
  }

  /** Sends one request over each connection; answers the status and headers of one. */
  String ask(byte[] request) throws IOException {
    run(() -> request, Duration.ZERO);
    return ((Connection) selector.keys().iterator().next().attachment()).answer.head();
  }

  private Outcome outcome(long nanos) {
    int samples = Math.min(answered, MAX_SAMPLES);
    long[] sorted = Arrays.copyOf(latencies, samples);
    Arrays.sort(sorted);
    return new Outcome(
        answered, Duration.ofNanos(nanos), sorted[samples / 2], sorted[samples * 99 / 100]);
  }

  private void record(long nanos) {
    if (answered < MAX_SAMPLES) {
      if (answered == latencies.length) {
        latencies = Arrays.copyOf(latencies, 2 * answered);
      }
      latencies[answered] = nanos;
    }
    answered++;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /** One connection, with one request under way. */
  private final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerReader answer = new AnswerReader();
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private long sent;

    Connection(SocketChannel channel, SelectionKey key) {
      this.channel = channel;
      this.key = key;
    }

    void send(byte[] request) throws IOException {
      answer.begin();
      sent = System.nanoTime();
      unsent = ByteBuffer.wrap(request);
      write();
    }

    void write() throws IOException {
      channel.write(unsent);
      int more = unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0;
      key.interestOps(SelectionKey.OP_READ | more);
    }

    /** True once the answer is complete. */
    boolean read() throws IOException {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new IOException("The server closed a connection: " + answer.head());
      }
      boolean complete = answer.read(buffer.flip());
      if (complete) {
        record(System.nanoTime() - sent);
      }
      return complete;
    }
  }
}
