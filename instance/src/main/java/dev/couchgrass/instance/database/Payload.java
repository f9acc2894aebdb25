package dev.couchgrass.instance.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.hash.Hash;
import java.util.Arrays;
import java.util.Optional;

/**
 * The messages that are encrypted. The first byte says what it is, so that none is taken for one of
 * the other kind.
 */
final class Payload {
  private static final byte TYPE = 0;
  private static final byte CHANGE = 1;

  private Payload() {}

  /** Says of which type a store is. */
  static byte[] ofType(String id) {
    return join(TYPE, id.getBytes(UTF_8), new byte[0]);
  }

  /** The id of the type; empty if the message says something else. */
  static Optional<String> type(byte[] message) {
    return message.length > 0 && message[0] == TYPE
        ? Optional.of(new String(message, 1, message.length - 1, UTF_8))
        : Optional.empty();
  }

  /** Says what an entry changes that stands at a place. */
  static byte[] ofChange(Doc change, Place place) {
    return join(CHANGE, place.digest(), change.encode());
  }

  /** The change; empty if the message says something else, or was meant for another place. */
  static Optional<Doc> change(byte[] message, Place place) {
    int start = 1 + Hash.BYTES;
    if (message.length < start
        || message[0] != CHANGE
        || !Arrays.equals(Arrays.copyOfRange(message, 1, start), place.digest())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Doc.decode(Arrays.copyOfRange(message, start, message.length)));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static byte[] join(byte kind, byte[] head, byte[] body) {
    byte[] all = new byte[1 + head.length + body.length];
    all[0] = kind;
    System.arraycopy(head, 0, all, 1, head.length);
    System.arraycopy(body, 0, all, 1 + head.length, body.length);
    return all;
  }
}
