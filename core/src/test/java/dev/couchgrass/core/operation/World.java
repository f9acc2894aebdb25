package dev.couchgrass.core.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.SigningKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A short log, honestly made, that tests read, damage and go on from. */
final class World {
  static final SigningKey ALICE = SigningKey.ofBytes(filled(1));
  static final SigningKey BOB = SigningKey.ofBytes(filled(2));
  static final LogId NOTES = LogId.ofBytes("notes".getBytes(UTF_8));
  static final Log LOG = new Log(ALICE.publicKey(), NOTES);

  static final Operation FIRST = OperationBuilder.first().body(text("first")).sign(ALICE);
  static final Operation SECOND = after(FIRST, "second");
  static final Operation THIRD = after(SECOND, "third");
  static final Operation FOURTH = after(THIRD, "fourth");

  /** Another second: a fork. */
  static final Operation OTHER_SECOND = after(FIRST, "other second");

  static final Operation OTHER_THIRD = after(OTHER_SECOND, "other third");

  /** Has every element that there is. */
  static final Operation FULL =
      OperationBuilder.after(FIRST.header())
          .body(text("full"))
          .timestamp(1_704_067_200_000_000L)
          .extensions(LogExtensions.NONE.withLog(NOTES).withPrune(true).withPrevious(ids(2)))
          .sign(ALICE);

  private World() {}

  static byte[] filled(int value) {
    byte[] bytes = new byte[SigningKey.BYTES];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  static Operation after(Operation head, String body) {
    return OperationBuilder.after(head.header()).body(text(body)).sign(ALICE);
  }

  /** As {@link #after}, and those before it are needed no more. */
  static Operation pruning(Operation head, String body) {
    return OperationBuilder.after(head.header())
        .body(text(body))
        .extensions(LogExtensions.NONE.withPrune(true))
        .sign(ALICE);
  }

  /** The ids of nothing that exists, in order. */
  static List<Hash> ids(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> Hash.of(text("nothing " + number)))
        .sorted()
        .toList();
  }
}
