package dev.couchgrass.instance.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.hash.Hash;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private static final Cid ONE = Cid.of(Codec.DAG_CBOR, new byte[] {1});
  private static final Cid TWO = Cid.of(Codec.DAG_CBOR, new byte[] {2});
  private static final Place HERE = new Place(Tips.of(ONE, TWO), Tips.of(ONE), 7, 3);
  private static final Doc CHANGE = Doc.of("a", Value.of("1"));

  private static final List<Place> ELSEWHERE =
      List.of(
          new Place(Tips.of(ONE), Tips.of(ONE), 7, 3),
          new Place(Tips.of(ONE), Tips.of(TWO, ONE), 7, 3),
          new Place(Tips.of(ONE, TWO), Tips.of(TWO), 7, 3),
          new Place(Tips.of(ONE, TWO), Tips.NONE, 7, 3),
          new Place(Tips.of(ONE, TWO), Tips.of(ONE), 8, 3),
          new Place(Tips.of(ONE, TWO), Tips.of(ONE), 7, 4),
          new Place(Tips.of(ONE, TWO), Tips.of(ONE), 3, 7));

  @Test
  @Tag("SEC-21")
  void aChangeIsReadAtItsPlaceAlone() {
    byte[] message = Payload.ofChange(CHANGE, HERE);
    assertEquals(Optional.of(CHANGE), Payload.change(message, HERE));
    for (Place place : ELSEWHERE) {
      assertEquals(Optional.empty(), Payload.change(message, place), place::toString);
    }
    for (int length = 0; length < message.length; length++) {
      assertEquals(Optional.empty(), Payload.change(Arrays.copyOf(message, length), HERE));
    }
  }

  @Test
  @Tag("SEC-21")
  void aPlaceIsItsHeightsThenItsIds() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 3});
    all.writeBytes(new byte[] {0, 0, 0, 2});
    HERE.parents().ids().forEach(id -> all.writeBytes(id.bytes()));
    all.writeBytes(new byte[] {0, 0, 0, 1});
    all.writeBytes(ONE.bytes());
    assertArrayEquals(Hash.of(all.toByteArray()).bytes(), HERE.digest());
    byte[] message = Payload.ofChange(CHANGE, HERE);
    assertEquals(1, message[0]);
    assertArrayEquals(HERE.digest(), Arrays.copyOfRange(message, 1, 1 + Hash.BYTES));
    assertArrayEquals(CHANGE.encode(), Arrays.copyOfRange(message, 1 + Hash.BYTES, message.length));
  }

  @Test
  @Tag("SEC-20")
  @Tag("SEC-21")
  void noMessageIsTakenForOneOfTheOtherKind() {
    byte[] change = Payload.ofChange(CHANGE, HERE);
    assertEquals(Optional.empty(), Payload.type(change));
    change[0] = 0;
    assertEquals(Optional.empty(), Payload.change(change, HERE));
    byte[] type = Payload.ofType("docstore:v0");
    assertEquals(Optional.of("docstore:v0"), Payload.type(type));
    type[0] = 1;
    assertEquals(Optional.empty(), Payload.type(type));
    assertEquals(Optional.empty(), Payload.type(new byte[0]));
  }
}
