package dev.couchgrass.core.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.cbor.CborValue;
import dev.couchgrass.core.hash.Hash;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

class OperationProperties {
  /** What no other operation is like: from a seed, so that a failure is repeated. */
  private static Operation operation(Random random) {
    OperationBuilder builder = builder(random);
    if (random.nextBoolean()) {
      builder.body(bytes(random, 1 + random.nextInt(300)));
    }
    if (random.nextBoolean()) {
      builder.timestamp(random.nextLong(OperationLimits.MAX_TIMESTAMP + 1) >>> random.nextInt(53));
    }
    switch (random.nextInt(3)) {
      case 0 -> builder.extensions(Extensions.decode(CborValue.encode(value(random, 3))));
      case 1 -> builder.extensions(says(random));
      default -> {}
    }
    return builder.sign(World.ALICE);
  }

  private static OperationBuilder builder(Random random) {
    long number = random.nextLong(OperationLimits.MAX_SEQUENCE_NUMBER) >>> random.nextInt(32);
    if (random.nextInt(3) == 0 || number == 0) {
      return OperationBuilder.first();
    }
    // Any head will do, and only its number matters.
    byte[] head = RawHeader.ofRest(0L, number, bytes(random, Hash.BYTES)).signed();
    return OperationBuilder.after(Header.decode(head));
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 4)) {
      case 0 -> random.nextBoolean();
      case 1 -> "text " + random.nextInt(1000);
      case 2 -> List.of(random.nextLong(), bytes(random, 5), value(random, depth - 1));
      default -> Map.of("n", 0.5, "m", value(random, depth - 1), "long", Optional.empty());
    };
  }

  private static LogExtensions says(Random random) {
    LogExtensions says = LogExtensions.NONE.withPrune(random.nextBoolean());
    if (random.nextBoolean()) {
      says = says.withLog(LogId.ofBytes(bytes(random, 1 + random.nextInt(40))));
    }
    return says.withPrevious(World.ids(random.nextInt(4)));
  }

  /** The bytes that the header's parts make. */
  private static byte[] again(Header header) {
    HeaderFields fields = HeaderDecoding.decode(header.bytes()).fields();
    if (header.signature().isPresent()) {
      assertArrayEquals(HeaderEncoding.encode(fields, Optional.empty()), header.signingBytes());
    }
    return HeaderEncoding.encode(fields, header.signature());
  }

  @Property(tries = 300)
  @Tag("OPN-2")
  @Tag("OPN-3")
  @Tag("OPN-4")
  @Tag("OPN-5")
  void whatIsBuiltIsReadAndHasOneSpelling(@ForAll long seed) {
    Operation built = operation(new Random(seed));
    Operation read = Operation.decode(built.header().bytes(), built.body());
    read.requireValid();
    assertEquals(built, read);
    assertEquals(built.header().timestamp(), read.header().timestamp());
    assertEquals(built.header().extensions(), read.header().extensions());
    assertArrayEquals(built.header().bytes(), again(read.header()));
  }

  /** Every byte of the header, each changed in some way. */
  @Property(tries = 20)
  @Tag("OPN-1")
  @Tag("OPN-3")
  @Tag("OPN-7")
  void aFlippedByteIsRefusedOrAnotherHeaderThatNobodySigned(@ForAll long seed) {
    Random random = new Random(seed);
    Header header = operation(random).header();
    int read = 0;
    for (int at = 0; at < header.bytes().length; at++) {
      byte[] flipped = header.bytes().clone();
      flipped[at] ^= (byte) (1 + random.nextInt(255));
      Optional<Header> other = readable(flipped);
      if (other.isPresent()) {
        read++;
        assertNotEquals(header.id(), other.get().id());
        assertArrayEquals(flipped, again(other.get()));
        assertFalse(other.get().isSigned());
      }
    }
    assertTrue(read > 0, "no change was readable: nothing was verified");
  }

  private static Optional<Header> readable(byte[] bytes) {
    try {
      return Optional.of(Header.decode(bytes));
    } catch (InvalidOperationException refused) {
      return Optional.empty();
    }
  }

  @Property(tries = 100)
  @Tag("OPN-13")
  void aFlippedByteOfTheBodyIsRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] content = bytes(random, 1 + random.nextInt(3000));
    Operation honest = OperationBuilder.first().body(content).sign(World.ALICE);
    int at = random.nextInt(content.length);
    content[at] ^= (byte) (1 + random.nextInt(255));
    Operation other = new Operation(honest.header(), Optional.of(Body.of(content)));
    assertEquals(Optional.of(OperationProblem.PAYLOAD_MISMATCH), problem(other));
    byte[] shorter = Arrays.copyOf(honest.body().orElseThrow().bytes(), at);
    Operation cut = new Operation(honest.header(), Optional.of(Body.of(shorter)));
    assertEquals(Optional.of(OperationProblem.PAYLOAD_MISMATCH), problem(cut));
    assertEquals(Optional.empty(), problem(honest));
  }

  private static Optional<OperationProblem> problem(Operation operation) {
    try {
      operation.requireValid();
      return Optional.empty();
    } catch (InvalidOperationException e) {
      return Optional.of(e.problem());
    }
  }

  @Property(tries = 500)
  @Tag("OPN-3")
  void severalChangesAreRefusedOrHaveOneSpelling(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] damaged = operation(random).header().bytes().clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    readable(damaged).ifPresent(header -> assertArrayEquals(damaged, again(header)));
  }
}
