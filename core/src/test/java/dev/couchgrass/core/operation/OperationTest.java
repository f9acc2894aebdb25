package dev.couchgrass.core.operation;

import static dev.couchgrass.core.operation.World.ALICE;
import static dev.couchgrass.core.operation.World.BOB;
import static dev.couchgrass.core.operation.World.FIRST;
import static dev.couchgrass.core.operation.World.FULL;
import static dev.couchgrass.core.operation.World.OTHER_SECOND;
import static dev.couchgrass.core.operation.World.SECOND;
import static dev.couchgrass.core.operation.World.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.SigningKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OperationTest {
  private static OperationProblem problem(Runnable attempt) {
    return assertThrows(InvalidOperationException.class, attempt::run).problem();
  }

  @Test
  @Tag("OPN-1")
  void theIdIsTheHashOfAllBytesOfTheHeader() {
    assertEquals(Hash.of(FIRST.header().bytes()), FIRST.id());
    assertEquals(FIRST.header().id(), FIRST.id());
    assertNotEquals(Hash.of(FIRST.header().signingBytes()), FIRST.id());
    assertEquals(FIRST.id().toString(), FIRST.toString());
  }

  @Test
  @Tag("OPN-2")
  void theBytesAreKeptAndNobodyElses() {
    byte[] given = FULL.header().bytes().clone();
    Header header = Header.decode(given);
    given[given.length - 1] ^= 1;
    assertArrayEquals(FULL.header().bytes(), header.bytes());
    assertEquals(FULL.header(), header);
    byte[] content = text("first");
    Body body = Body.of(content);
    content[0] ^= 1;
    assertEquals(FIRST.body(), Optional.of(body));
    assertArrayEquals(text("first"), body.bytes());
  }

  /** Written anew by what was read, it would be another: its extensions are not sorted. */
  @Test
  @Tag("OPN-2")
  @Tag("OPN-3")
  void whatIsVerifiedAndHashedIsWhatArrived() {
    byte[] extensions = HexFormat.of().parseHex("a2627a7a016161a2616202616103");
    Operation unsorted =
        OperationBuilder.first().extensions(Extensions.decode(extensions)).sign(ALICE);
    Header header = Header.decode(unsorted.header().bytes());
    header.requireValid();
    assertEquals(unsorted.id(), header.id());
    assertArrayEquals(extensions, header.extensions().orElseThrow().bytes());
    CborReader in = header.extensions().orElseThrow().reader();
    in.enterMap();
    assertTrue(in.nextMember());
    assertEquals("zz", in.name());
  }

  @Test
  @Tag("OPN-7")
  void theSignatureCoversAllButItself() {
    assertTrue(FULL.header().isSigned());
    byte[] unsigned = RawHeader.of(FULL).remove(RawHeader.SIGNATURE).bytes();
    assertArrayEquals(unsigned, FULL.header().signingBytes());
    Header without = Header.decode(unsigned);
    assertArrayEquals(unsigned, without.signingBytes());
    assertEquals(Optional.empty(), without.signature());
    assertFalse(without.isSigned());
    assertTrue(ALICE.publicKey().verifies(unsigned, FULL.header().signature().orElseThrow()));
    assertFalse(BOB.publicKey().verifies(unsigned, FULL.header().signature().orElseThrow()));
  }

  @Test
  @Tag("OPN-13")
  @Tag("OPN-14")
  void withoutItsBodyItIsTheSame() {
    Operation bare = FIRST.withoutBody();
    bare.requireValid();
    assertEquals(Optional.empty(), bare.body());
    assertEquals(5, bare.header().payloadSize());
    assertEquals(Optional.of(Hash.of(text("first"))), bare.header().payloadHash());
    assertEquals(FIRST, bare);
    assertEquals(FIRST.hashCode(), bare.hashCode());
    assertEquals(0, FIRST.compareTo(bare));
    assertNotEquals(FIRST, SECOND);
    assertEquals(
        Integer.signum(FIRST.id().compareTo(SECOND.id())), Integer.signum(FIRST.compareTo(SECOND)));
  }

  /** Everything is wrong at once, and put right one after the other. */
  @Test
  @Tag("OPN-9")
  void theFirstThingThatIsWrongIsTold() {
    byte[] hash = new byte[32];
    RawHeader raw = RawHeader.ofRest(0L, hash, 0L, hash).set(RawHeader.VERSION, 2L);
    assertEquals(OperationProblem.SIGNATURE_MISMATCH, problemOf(raw.bytes()));
    assertEquals(OperationProblem.UNSUPPORTED_VERSION, problemOf(raw.signed()));
    raw.set(RawHeader.VERSION, 1L);
    assertEquals(OperationProblem.INCONSISTENT_PAYLOAD_INFO, problemOf(raw.signed()));
    raw.set(RawHeader.SIZE, 5L);
    assertEquals(OperationProblem.SEQUENCE_NUMBER_MISMATCH, problemOf(raw.signed()));
    raw.set(RawHeader.AFTER_HASH, 1L).removeLast();
    assertEquals(OperationProblem.BACKLINK_MISSING, problemOf(raw.signed()));
    raw.set(RawHeader.AFTER_HASH, 0L);
    assertEquals(OperationProblem.PAYLOAD_MISMATCH, problemOf(raw.signed()));
    raw.remove(RawHeader.SIGNATURE);
    assertEquals(OperationProblem.UNSIGNED, problemOf(raw.bytes()));
  }

  private static OperationProblem problemOf(byte[] header) {
    Operation operation = Operation.decode(header, Optional.of(Body.of(text("first"))));
    return problem(operation::requireValid);
  }

  @Test
  @Tag("OPN-5")
  void bothShapesAreToldApartByThemselves() {
    Header plain = OperationBuilder.first().sign(ALICE).header();
    Header stamped = OperationBuilder.first().timestamp(0).sign(ALICE).header();
    assertEquals(OptionalLong.empty(), plain.timestamp());
    assertEquals(OptionalLong.of(0), stamped.timestamp());
    assertEquals(Optional.empty(), stamped.extensions());
    // Two more: the timestamp, and null where extensions would be.
    assertEquals(plain.bytes().length + 2, stamped.bytes().length);
    assertEquals((byte) 0xf6, stamped.bytes()[stamped.bytes().length - 1]);
  }

  @Test
  void theBuilderLinksToTheOperationBefore() {
    assertEquals(0, FIRST.header().sequenceNumber());
    assertEquals(Optional.empty(), FIRST.header().backlink());
    assertEquals(1, SECOND.header().sequenceNumber());
    assertEquals(Optional.of(FIRST.id()), SECOND.header().backlink());
    assertEquals(ALICE.publicKey(), SECOND.header().author());
    assertNotEquals(SECOND, OTHER_SECOND);
    LogCheck.requireFollows(FIRST.header(), SECOND.header());
    LogCheck.requireFollows(FIRST.header(), OTHER_SECOND.header());
  }

  @Test
  void theBuilderMakesNothingThatWouldBeRefused() {
    OperationBuilder next = OperationBuilder.after(FIRST.header());
    assertEquals(OperationProblem.TOO_MANY_AUTHORS, problem(() -> next.sign(BOB)));
    for (long wrong : List.of(-1L, OperationLimits.MAX_TIMESTAMP + 1)) {
      OperationBuilder stamped = OperationBuilder.first().timestamp(wrong);
      assertEquals(OperationProblem.NUMBER_RANGE, problem(() -> stamped.sign(ALICE)));
    }
    SigningKey closed = SigningKey.ofBytes(World.filled(3));
    closed.close();
    assertThrows(IllegalStateException.class, () -> OperationBuilder.first().sign(closed));
  }

  /** As much as is allowed of everything is accepted. */
  @Test
  @Tag("OPN-8")
  void theLimitsThemselvesAreAllowed() {
    byte[] hash = new byte[32];
    Header last =
        Header.decode(
            RawHeader.ofRest(
                    (long) OperationLimits.MAX_BODY_BYTES,
                    hash,
                    OperationLimits.MAX_TIMESTAMP,
                    OperationLimits.MAX_SEQUENCE_NUMBER,
                    hash,
                    ForgedElements.nested(OperationLimits.MAX_EXTENSION_DEPTH))
                .signed());
    last.requireValid();
    assertEquals(OperationLimits.MAX_SEQUENCE_NUMBER, last.sequenceNumber());
    int spare = OperationLimits.MAX_HEADER_BYTES - sized(60_000).header().bytes().length + 60_000;
    assertEquals(OperationLimits.MAX_HEADER_BYTES, sized(spare).header().bytes().length);
    assertEquals(OperationProblem.HEADER_TOO_LARGE, problem(() -> sized(spare + 1)));
    LogExtensions most =
        new LogExtensions(
            Optional.of(LogId.ofBytes(new byte[OperationLimits.MAX_LOG_ID_BYTES])),
            World.ids(OperationLimits.MAX_PREVIOUS),
            true);
    assertEquals(
        most, LogExtensions.of(OperationBuilder.first().extensions(most).sign(ALICE).header()));
    Body large = Body.of(new byte[OperationLimits.MAX_BODY_BYTES]);
    OperationBuilder.first().body(large).sign(ALICE).requireValid();
  }

  private static Operation sized(int bytes) {
    return OperationBuilder.first().extensions(ForgedElements.text(bytes)).sign(ALICE);
  }
}
