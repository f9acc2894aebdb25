package dev.couchgrass.sync.log.channel;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** A channel within one process. */
public final class MemoryChannel implements MessageChannel {
  private static final int MAX_MESSAGES = 16;
  private static final long MAX_BYTES = 1L << 20;

  private final Inbox in;
  private final Inbox out;

  private MemoryChannel(Inbox in, Inbox out) {
    this.in = in;
    this.out = out;
  }

  /** Both sides of a channel. */
  public record Ends(MessageChannel first, MessageChannel second) {}

  /** Makes a channel. */
  public static Ends open() {
    Inbox there = new Inbox(MAX_MESSAGES, MAX_BYTES);
    Inbox back = new Inbox(MAX_MESSAGES, MAX_BYTES);
    return new Ends(new MemoryChannel(back, there), new MemoryChannel(there, back));
  }

  @Override
  public Future<Void> send(Buffer message) {
    return out.add(message);
  }

  @Override
  public Future<Optional<Buffer>> receive() {
    return in.take();
  }

  @Override
  public Future<Void> close() {
    out.end();
    in.end();
    return Future.succeededFuture();
  }
}
