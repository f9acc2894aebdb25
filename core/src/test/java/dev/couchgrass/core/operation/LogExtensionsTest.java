package dev.couchgrass.core.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.hash.Hash;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LogExtensionsTest {
  private static LogExtensions again(LogExtensions says) {
    Operation operation = OperationBuilder.first().extensions(says).sign(World.ALICE);
    return LogExtensions.of(Header.decode(operation.header().bytes()));
  }

  @Test
  @Tag("OPN-15")
  void whatIsSaidIsRead() {
    List<Hash> ids = World.ids(3);
    LogExtensions log = LogExtensions.NONE.withLog(World.NOTES);
    LogExtensions previous = LogExtensions.NONE.withPrevious(ids);
    LogExtensions prune = LogExtensions.NONE.withPrune(true);
    for (LogExtensions says :
        List.of(log, previous, prune, log.withPrune(true), log.withPrevious(ids).withPrune(true))) {
      assertEquals(says, again(says));
    }
    assertEquals(ids, previous.previous());
    assertEquals(
        ids,
        LogExtensions.NONE
            .withPrevious(List.of(ids.get(2), ids.get(0), ids.get(2), ids.get(1)))
            .previous());
  }

  @Test
  @Tag("OPN-15")
  void whatSaysNothingIsLeftOut() {
    assertEquals(Optional.empty(), LogExtensions.NONE.encode());
    assertEquals(LogExtensions.NONE, again(LogExtensions.NONE));
    assertEquals(
        Optional.empty(),
        OperationBuilder.first()
            .extensions(LogExtensions.NONE)
            .sign(World.ALICE)
            .header()
            .extensions());
    LogExtensions taken = LogExtensions.NONE.withPrune(true).withPrune(false);
    assertEquals(LogExtensions.NONE, taken);
  }

  @Test
  @Tag("OPN-15")
  void thePruneFlagIsOneByte() {
    Extensions extensions = LogExtensions.NONE.withPrune(true).encode().orElseThrow();
    assertArrayEquals(HexFormat.of().parseHex("a1" + "657072756e65" + "f5"), extensions.bytes());
  }

  @Test
  @Tag("OPN-15")
  void whatTheApplicationAddsIsItsOwn() {
    // {"unknown": {"prune": 7}, "prune": true}: not in DAG-CBOR's order, as others write it.
    Extensions extensions =
        Extensions.decode(
            HexFormat.of().parseHex("a267756e6b6e6f776ea1657072756e6507657072756e65f5"));
    Operation operation = OperationBuilder.first().extensions(extensions).sign(World.ALICE);
    assertEquals(LogExtensions.NONE.withPrune(true), LogExtensions.of(operation.header()));
    for (String other : List.of("80", "f5", "f4", "6570" + "72756e65", "a0", "8101")) {
      Extensions value = Extensions.decode(HexFormat.of().parseHex(other));
      Header header = OperationBuilder.first().extensions(value).sign(World.ALICE).header();
      assertEquals(Optional.of(value), header.extensions());
      assertEquals(LogExtensions.NONE, LogExtensions.of(header));
    }
  }

  @Test
  @Tag("OPN-8")
  void logIdsHaveOneToSoManyBytes() {
    assertThrows(InvalidInputException.class, () -> LogId.ofBytes(new byte[0]));
    assertThrows(InvalidInputException.class, () -> LogId.ofBytes(new byte[256]));
    LogId one = LogId.ofBytes(new byte[] {(byte) 0x80});
    assertEquals("80", one.toString());
    assertEquals(one, LogId.ofBytes(one.bytes()));
    assertFalse(one.equals(LogId.ofBytes(new byte[] {0x7f})));
    // By unsigned bytes.
    assertEquals(1, Integer.signum(one.compareTo(LogId.ofBytes(new byte[] {0x7f, 1}))));
    assertEquals(Hash.of(new byte[0]).toString(), LogId.of(Hash.of(new byte[0])).toString());
  }
}
