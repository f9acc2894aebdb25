package dev.couchgrass.sync.log.session;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.flow.Sequencer;
import dev.couchgrass.sync.log.channel.ChannelEndedException;
import dev.couchgrass.sync.log.channel.MessageChannel;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogMessages;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A channel for messages of log sync, which several may send over; notes whether anything moves.
 */
final class Line {
  private final MessageChannel channel;
  private final Sequencer sends = new Sequencer();
  private volatile boolean moved;

  Line(MessageChannel channel) {
    this.channel = channel;
  }

  /** Sends a message behind those that were handed in before; completes when there is room. */
  Future<Void> send(LogMessage message) {
    Buffer bytes = LogMessages.encode(message);
    // Whatever a channel says of it: what could not be sent has nobody to hear it.
    return sends
        .<Void>run(
            () ->
                channel
                    .send(bytes)
                    .recover(failure -> Future.failedFuture(new ChannelEndedException())))
        .andThen(onSuccess(sent -> moved = true));
  }

  /** The next message; empty at the end. */
  Future<Optional<LogMessage>> receive() {
    return channel
        .receive()
        .map(
            message -> {
              moved = true;
              return message.map(LogMessages::decode);
            });
  }

  /** Whether anything was sent or received since the last time this was asked. */
  boolean moved() {
    boolean before = moved;
    moved = false;
    return before;
  }

  Future<Void> close() {
    return channel.close();
  }
}
