package dev.couchgrass.sync.log.session;

import dev.couchgrass.store.flow.Sequencer;
import dev.couchgrass.sync.log.channel.ChannelEndedException;
import dev.couchgrass.sync.log.channel.MessageChannel;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogMessages;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** A channel for messages of log sync, which several may send over; its {@link Pulse} is felt. */
final class Line {
  private final MessageChannel channel;
  private final Sequencer sends = new Sequencer();
  private final Pulse pulse = new Pulse();

  Line(MessageChannel channel) {
    this.channel = channel;
  }

  Pulse pulse() {
    return pulse;
  }

  /** Sends a message behind those that were handed in before; completes when there is room. */
  Future<Void> send(LogMessage message) {
    Buffer bytes = LogMessages.encode(message);
    pulse.sending();
    // Whatever a channel says of it: what could not be sent has nobody to hear it.
    return sends
        .<Void>run(
            () ->
                channel
                    .send(bytes)
                    .recover(failure -> Future.failedFuture(new ChannelEndedException())))
        .andThen(
            sent -> {
              pulse.sent(saysMore(message));
            });
  }

  /** The next message; empty at the end. */
  Future<Optional<LogMessage>> receive() {
    pulse.listening();
    return channel
        .receive()
        .map(
            bytes -> {
              Optional<LogMessage> message = bytes.map(LogMessages::decode);
              pulse.heard(message.filter(Line::saysMore).isPresent());
              return message;
            });
  }

  private static boolean saysMore(LogMessage message) {
    return !(message instanceof LogMessage.Alive);
  }

  Future<Void> close() {
    return channel.close();
  }
}
